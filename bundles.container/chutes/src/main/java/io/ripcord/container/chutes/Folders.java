package io.ripcord.container.chutes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/**
 * One folder a chute, with what it keeps in {@code /data}. The chute may run as any user, so its data folder is open to all;
 * the folder above lets nobody but root in.
 */
final class Folders {
    private static final String OWNER_ONLY = "rwx------";
    private static final String ALL = "rwxrwxrwx";

    private final Path root;

    Folders(Path state) {
        this.root = state.resolve("chutes");
    }

    Path data(String chute) {
        return root.resolve(chute).resolve("data");
    }

    boolean exists(String chute) {
        return Files.exists(root.resolve(chute));
    }

    /** The chutes that have a folder: all that can have anything in the engine. */
    List<String> chutes() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    void make(String chute) throws IOException {
        Files.createDirectories(data(chute));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(OWNER_ONLY));
        Files.setPosixFilePermissions(data(chute), PosixFilePermissions.fromString(ALL));
    }

    void remove(String chute) throws IOException {
        var folder = root.resolve(chute);
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
