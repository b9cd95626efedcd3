package io.ripcord.api.disk;

import io.ripcord.api.host.Host;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A small file that must not be lost, and its twin {@code .NAME.twin}: a checksum and the same content, always written
 * first. So where the two differ the twin, if it is whole, is what was written last; the file keeps its plain form for
 * people and programs. Not thread-safe.
 */
public final class TwinFile {
    private static final int HEADER = 65;

    private final Host host;
    private final Path file;
    private final Path twin;

    public TwinFile(Host host, Path file) {
        this.host = host;
        this.file = file;
        this.twin = file.resolveSibling("." + file.getFileName() + ".twin");
    }

    /**
     * What was written last; where one of the two is damaged or missing, the other takes its place, and that is told.
     *
     * @param sound whether content can be used; asked when no twin vouches for it
     * @return content that need not be sound when nothing sound is left; empty if nothing is there
     */
    public Optional<byte[]> read(Predicate<byte[]> sound) throws IOException {
        var plain = content(file);
        var kept = content(twin).flatMap(TwinFile::checked);
        if (kept.isPresent()) {
            if (plain.isEmpty() || !Arrays.equals(plain.get(), kept.get())) {
                host.damaged(file, "it is not as it was written last; its twin is used");
                repair(file, kept.get());
            }
            return kept;
        }
        if (plain.filter(sound).isPresent()) {
            if (Files.exists(twin)) {
                host.damaged(twin, "the file that it belongs to is used");
            }
            repair(twin, withChecksum(plain.get()));
        }
        return plain;
    }

    /** Replaces both, readable by their owner only; when it throws, the old content or the new one is there. */
    public void write(byte[] content) throws IOException {
        try {
            host.writeSecret(twin, withChecksum(content));
            host.writeSecret(file, content);
        } catch (IOException e) {
            // whoever is told that it failed must not find it done after a restart
            Files.deleteIfExists(twin);
            throw e;
        }
    }

    /** What is read counts whether it can be written or not. */
    private void repair(Path damaged, byte[] content) {
        try {
            host.writeSecret(damaged, content);
        } catch (IOException _) {
            // the host tells of a disk that cannot be written; the next start tries again
        }
    }

    private static byte[] withChecksum(byte[] content) {
        var head = (Digest.of(content).hex() + "\n").getBytes(StandardCharsets.US_ASCII);
        var whole = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, whole, head.length, content.length);
        return whole;
    }

    private static Optional<byte[]> content(Path of) throws IOException {
        return Files.exists(of) ? Optional.of(Files.readAllBytes(of)) : Optional.empty();
    }

    private static Optional<byte[]> checked(byte[] whole) {
        if (whole.length < HEADER) {
            return Optional.empty();
        }
        var content = Arrays.copyOfRange(whole, HEADER, whole.length);
        var head = new String(whole, 0, HEADER, StandardCharsets.ISO_8859_1);
        return head.equals(Digest.of(content).hex() + "\n") ? Optional.of(content) : Optional.empty();
    }
}
