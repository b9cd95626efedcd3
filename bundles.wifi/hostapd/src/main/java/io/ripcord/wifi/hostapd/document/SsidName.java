package io.ripcord.wifi.hostapd.document;

import io.ripcord.api.json.BadDocument;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The name that stations see: any text of 1 to 32 bytes in UTF-8. */
public record SsidName(String text) {
    private static final int MOST_BYTES = 32;

    /** @throws BadDocument unless it is that long, and text */
    public SsidName {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 1 || bytes.length > MOST_BYTES) {
            throw new BadDocument(
                    "", "it has " + bytes.length + " bytes", "use 1 to " + MOST_BYTES + " bytes in UTF-8");
        }
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new BadDocument("", "it is no text", "write characters of Unicode");
        }
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
