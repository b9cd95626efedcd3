package io.ripcord.engine.disk;

import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An append log of JSON lines, each with a checksum; damaged lines are skipped and told of. Not thread-safe. */
public final class LogFile {
    private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);
    private static final int CHECKSUM = 16;

    private final Host host;
    private final Path file;
    private long size;
    private boolean broken;
    private boolean unsure;

    public LogFile(Host host, Path file) {
        this.host = host;
        this.file = file;
    }

    /** One record of the log. */
    public record Line(String kind, JsonObject value) {
        private String text() {
            var body = kind + " " + value.text();
            return checksum(body) + " " + body + "\n";
        }

        static Optional<Line> parse(String text) {
            int space = text.indexOf(' ', CHECKSUM + 1);
            if (space < 0
                    || text.charAt(CHECKSUM) != ' '
                    || !checksum(text.substring(CHECKSUM + 1)).equals(text.substring(0, CHECKSUM))) {
                return Optional.empty();
            }
            try {
                var value = JsonText.parseObject(text.substring(space + 1));
                return Optional.of(new Line(text.substring(CHECKSUM + 1, space), value));
            } catch (BadDocument _) {
                return Optional.empty();
            }
        }

        private static String checksum(String body) {
            return Digest.of(body).hex().substring(0, CHECKSUM);
        }
    }

    /** All whole lines; empty if the log is missing or cannot be read, which is logged. */
    public List<Line> read() {
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        try {
            var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            size = Files.size(file);
            broken = !text.isEmpty() && !text.endsWith("\n");
            int number = 0;
            int damaged = 0;
            for (var line : text.split("\n", -1)) {
                number++;
                var parsed = Line.parse(line);
                parsed.ifPresent(lines::add);
                if (parsed.isEmpty() && !line.isEmpty()) {
                    LOG.warn("{}: line {} is damaged or was cut off by a power cut; it is left out", file, number);
                    damaged++;
                }
            }
            if (damaged > 0) {
                host.damaged(file, damaged + " of its lines are left out");
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read", file, e);
            host.damaged(file, "it cannot be read and is taken as empty");
        }
        return lines;
    }

    /**
     * Appends lines.
     *
     * @param sync true to return only when they are on disk
     */
    public void append(List<Line> lines, boolean sync) throws IOException {
        var bytes = bytes(lines, broken ? "\n" : "");
        if (unsure && sync) {
            writeAnew(bytes);
            return;
        }
        broken = true;
        try {
            host.append(file, bytes, sync);
        } catch (IOException e) {
            unsure = true;
            throw e;
        }
        broken = false;
        size += bytes.length;
    }

    /** After an append that failed, a sync would not tell whether what was appended before it is on disk. */
    private void writeAnew(byte[] added) throws IOException {
        var kept = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        var whole = Arrays.copyOf(kept, kept.length + added.length);
        System.arraycopy(added, 0, whole, kept.length, added.length);
        replace(whole);
    }

    /** Replaces the whole log; it is on disk afterwards. */
    public void rewrite(List<Line> lines) throws IOException {
        replace(bytes(lines, ""));
    }

    private void replace(byte[] bytes) throws IOException {
        host.write(file, bytes);
        size = bytes.length;
        broken = false;
        unsure = false;
    }

    /** Bytes of the log as far as known. */
    public long size() {
        return size;
    }

    private static byte[] bytes(List<Line> lines, String start) {
        var text = new StringBuilder(start);
        lines.forEach(line -> text.append(line.text()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
