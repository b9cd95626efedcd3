package io.ripcord.wifi.dnsmasq;

import io.ripcord.api.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What dnsmasq lent, read from its own file: when it ends, Ethernet address, address, name, a line each. */
final class Leases {
    private static final int MOST = 1000;

    private Leases() {}

    /** By Ethernet address; when each ends is left out, as every renewal would count as a change. */
    static JsonObject read(Path file) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException none) {
            return JsonObject.EMPTY;
        }
        var leases = JsonObject.EMPTY;
        for (var line : lines.stream().limit(MOST).toList()) {
            var words = line.split(" ", -1);
            if (words.length >= 4 && words[1].matches("([0-9a-f]{2}:){5}[0-9a-f]{2}")) {
                var lease = JsonObject.EMPTY.with("address", words[2]);
                leases = leases.with(words[1], words[3].equals("*") ? lease : lease.with("name", words[3]));
            }
        }
        return leases;
    }
}
