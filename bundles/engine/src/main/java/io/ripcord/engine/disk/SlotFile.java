package io.ripcord.engine.disk;

import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value in two files written in turns, each with a checksum: when the newer one is damaged, the one before it is
 * there. Not thread-safe.
 */
public final class SlotFile {
    private static final Logger LOG = LoggerFactory.getLogger(SlotFile.class);
    private static final Pattern HEADER = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18})");
    private static final int MAX_HEADER = 84;

    private final Host host;
    private final List<Path> files;

    public SlotFile(Host host, Path folder, String name) {
        this.host = host;
        this.files = List.of(folder.resolve(name + ".a"), folder.resolve(name + ".b"));
    }

    private record Slot(Path file, long sequence, byte[] content) {}

    /** The newest value that is whole and that the reader takes; a reader refuses by {@link BadDocument}. */
    public <T> Optional<T> read(Function<byte[], T> reader) {
        for (var slot : slots()) {
            try {
                return Optional.of(reader.apply(slot.content));
            } catch (BadDocument e) {
                host.damaged(
                        slot.file, "its content cannot be read (" + e.getMessage() + "); the copy before it is used");
            }
        }
        return Optional.empty();
    }

    /** Replaces the older of the two, in its place: a cut in the middle of it leaves the newer one. */
    public void write(byte[] content) throws IOException {
        var slots = slots();
        long sequence = slots.isEmpty() ? 1 : slots.getFirst().sequence + 1;
        var target = files.stream()
                .filter(file -> slots.isEmpty() || !file.equals(slots.getFirst().file))
                .findFirst()
                .orElseThrow();
        var body = join((sequence + "\n").getBytes(StandardCharsets.UTF_8), content);
        try {
            host.overwrite(target, join((Digest.of(body).hex() + " ").getBytes(StandardCharsets.UTF_8), body));
        } catch (IOException e) {
            withdraw(target, e);
            throw e;
        }
    }

    /** Whoever is told that it failed must not find it done after a restart, nor a part of it. */
    private static void withdraw(Path target, IOException why) {
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        for (var file : files) {
            if (Files.exists(file)) {
                slot(file).ifPresent(slots::add);
            }
        }
        slots.sort(Comparator.comparingLong(Slot::sequence).reversed());
        return slots;
    }

    private Optional<Slot> slot(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            var start = new String(bytes, 0, Math.min(bytes.length, MAX_HEADER), StandardCharsets.ISO_8859_1);
            int end = start.indexOf('\n');
            var header = HEADER.matcher(end < 0 ? "" : start.substring(0, end));
            if (header.matches()) {
                var body = Arrays.copyOfRange(bytes, Digest.of("").hex().length() + 1, bytes.length);
                if (Digest.of(body).hex().equals(header.group(1))) {
                    var content = Arrays.copyOfRange(bytes, end + 1, bytes.length);
                    return Optional.of(new Slot(file, Long.parseLong(header.group(2)), content));
                }
            }
            host.damaged(file, "its checksum is wrong; the other copy is used");
        } catch (IOException e) {
            LOG.warn("{} cannot be read", file, e);
            host.damaged(file, "it cannot be read; the other copy is used");
        }
        return Optional.empty();
    }

    private static byte[] join(byte[] head, byte[] tail) {
        var joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }
}
