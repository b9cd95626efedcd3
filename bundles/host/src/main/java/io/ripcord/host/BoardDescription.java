package io.ripcord.host;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** {@code etc/device.json}: what the maker of the board says about it. */
record BoardDescription(
        String model,
        String deviceClass,
        String lanInterface,
        String lanAddress,
        String wanInterface,
        int httpsPort,
        String docker) {
    static final String FILE = "device.json";

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,14}");
    private static final Pattern SOCKET = Pattern.compile("unix:///[A-Za-z0-9._/-]{1,100}");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

    /** The board's own description, or else the one that came with the device folder. */
    static BoardDescription read(Path etc, Path home) throws IOException {
        var own = etc.resolve(FILE);
        var file = Files.exists(own) ? own : home.resolve("etc").resolve(FILE);
        try {
            return parse(Files.readAllBytes(file));
        } catch (BadDocument e) {
            throw new IOException("Cannot use " + file + ": " + e.getMessage(), e);
        }
    }

    /** @throws BadDocument naming the place that is wrong */
    static BoardDescription parse(byte[] json) {
        var fields = Fields.of(JsonText.parseObject(json), "");
        var lan = fields.object("lan");
        var wan = fields.object("wan");
        var http = fields.object("http");
        fields.optionalObject("tools");
        var description = new BoardDescription(
                fields.text("model", 1, 64),
                fields.text("class", WORD),
                lan.text("interface", INTERFACE),
                lan.text("address", IPV4),
                wan.text("interface", INTERFACE),
                (int) http.whole("port", 1, 65535),
                fields.text("docker", SOCKET));
        lan.end();
        wan.end();
        http.end();
        fields.end();
        return description;
    }
}
