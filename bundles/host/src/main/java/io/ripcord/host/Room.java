package io.ripcord.host;

import io.ripcord.api.artifact.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Keeps the store within its share of the disk. Not thread-safe. */
final class Room {
    private final ArtifactFolder folder;
    private final Limits limits;

    /**
     * How much the store may take.
     *
     * @param most bytes of all artifacts together
     * @param reserve bytes of the file system that stay free for everything else
     */
    record Limits(long most, long reserve) {
        /** Half of the file system that the path is on, leaving 32 MiB. */
        static Limits of(Path path) throws IOException {
            Files.createDirectories(path);
            return new Limits(Files.getFileStore(path).getTotalSpace() / 2, 32L << 20);
        }
    }

    Room(ArtifactFolder folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** Bytes that fit in now. */
    long left() throws IOException {
        long free = Files.getFileStore(folder.partial()).getUsableSpace() - limits.reserve();
        return Math.max(0, Math.min(free, limits.most() - folder.used()));
    }

    /**
     * Sees to it that the artifact fits, at the cost of partial artifacts that nobody receives at present, oldest first.
     *
     * @throws IOException if it does not fit
     */
    void make(Artifact artifact, Set<Artifact> open) throws IOException {
        while (missing(artifact) > 0) {
            var victim = oldest(partly -> !open.contains(partly) && !partly.equals(artifact));
            if (victim.isEmpty()) {
                throw new IOException("Artifact " + artifact.sha256().brief() + " of " + artifact.size()
                        + " bytes does not fit: " + missing(artifact)
                        + " bytes are missing; remove features or chutes that are not needed");
            }
            folder.drop(victim.get());
        }
    }

    private long missing(Artifact artifact) throws IOException {
        var content = folder.content(artifact);
        // what is there of it is counted as used already
        long own = Files.exists(content) ? artifact.size() : 0;
        return artifact.size() - own - left();
    }

    private Optional<Artifact> oldest(Predicate<Artifact> droppable) throws IOException {
        return folder.partials().stream().filter(droppable).min(Comparator.comparing(this::touched));
    }

    private FileTime touched(Artifact partly) {
        try {
            return Files.getLastModifiedTime(folder.content(partly));
        } catch (IOException _) {
            return FileTime.fromMillis(0);
        }
    }
}
