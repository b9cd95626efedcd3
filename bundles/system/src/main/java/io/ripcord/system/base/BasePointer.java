package io.ripcord.system.base;

import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file by which the launcher chooses the base, line by line {@code key base [tries]}: {@code runs}, {@code trial},
 * {@code failed}; what is not there is the base that the device came with. Read anew each time: the launcher writes too.
 */
record BasePointer(Host host, Path file) {

    /** The base that was proved last; empty for the one that the device came with. */
    Optional<String> runs() throws IOException {
        return Optional.ofNullable(lines().get("runs"));
    }

    /** The base that is tried. */
    Optional<String> trial() throws IOException {
        return Optional.ofNullable(lines().get("trial")).map(line -> line.split(" ", 2)[0]);
    }

    /** The base that was tried last and did not last. */
    Optional<String> failed() throws IOException {
        return Optional.ofNullable(lines().get("failed"));
    }

    /** From the next start on this base is tried, three times at most. */
    void tryOut(String base) throws IOException {
        var lines = lines();
        lines.put("trial", base + " 0");
        write(lines);
    }

    /** No base is tried any more. */
    void giveUp() throws IOException {
        var lines = lines();
        if (lines.remove("trial") != null) {
            write(lines);
        }
    }

    private Map<String, String> lines() throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var words = line.split(" ", 2);
                if (words.length == 2) {
                    lines.put(words[0], words[1]);
                }
            }
        }
        return lines;
    }

    private void write(Map<String, String> lines) throws IOException {
        var text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
        Files.createDirectories(file.toAbsolutePath().getParent());
        host.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
