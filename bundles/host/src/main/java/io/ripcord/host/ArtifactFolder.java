package io.ripcord.host;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.disk.DiskCalls;
import io.ripcord.api.disk.DiskPoint;
import io.ripcord.api.disk.DurableFiles;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where artifacts lie: {@code complete/SHA256}, each verified, and {@code partial/} with {@code SHA256.SIZE} and {@code
 * SHA256.SIZE.claims} of what is received and {@code *.tmp} of what is taken in.
 */
record ArtifactFolder(Path complete, Path partial, DiskCalls calls) {
    private static final String CLAIMS = ".claims";

    /** Makes the folders and clears away what a crash cut off. */
    static ArtifactFolder open(Path root, DiskCalls calls) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(root, owner);
        var folder = new ArtifactFolder(
                Files.createDirectories(root.resolve("complete")),
                Files.createDirectories(root.resolve("partial")),
                calls);
        for (var file : files(folder.partial)) {
            var name = file.getFileName().toString();
            boolean isOrphan = name.endsWith(CLAIMS)
                    && !Files.exists(file.resolveSibling(name.substring(0, name.length() - CLAIMS.length())));
            if (name.endsWith(".tmp") || isOrphan) {
                folder.files().remove(file);
            }
        }
        return folder;
    }

    Path complete(Digest sha256) {
        return complete.resolve(sha256.hex());
    }

    Path content(Artifact artifact) {
        return partial.resolve(artifact.sha256().hex() + "." + artifact.size());
    }

    Path claims(Artifact artifact) {
        return partial.resolve(content(artifact).getFileName() + CLAIMS);
    }

    Path temporary() throws IOException {
        return calls.call(DiskPoint.INTAKE_CREATE, partial, () -> Files.createTempFile(partial, "put", ".tmp"));
    }

    Set<Digest> list() throws IOException {
        return files(complete).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches("[0-9a-f]{64}"))
                .map(Digest::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The artifacts that are partly here. */
    List<Artifact> partials() throws IOException {
        return files(partial).stream().flatMap(file -> partial(file).stream()).toList();
    }

    /** Makes a verified, synced partial artifact a complete one; sure once the folder is {@link #secure}. */
    Path finish(Artifact artifact) throws IOException {
        var file = complete(artifact.sha256());
        seal(content(artifact));
        files().finish(content(artifact), file);
        files().remove(claims(artifact));
        return file;
    }

    Path publish(Path verified, Digest sha256) throws IOException {
        seal(verified);
        var file = complete(sha256);
        try {
            files().publish(verified, file);
        } catch (IOException e) {
            // nobody may find what a power cut could still take away
            files().remove(file);
            throw e;
        }
        return file;
    }

    /** Returns when all that was finished is sure to be there. */
    void secure() throws IOException {
        files().secure(complete);
    }

    private static void seal(Path verified) throws IOException {
        Files.setPosixFilePermissions(verified, PosixFilePermissions.fromString("r--r--r--"));
    }

    void remove(Digest sha256) throws IOException {
        files().remove(complete(sha256));
    }

    void discard(Path temporary) throws IOException {
        files().remove(temporary);
    }

    void drop(Artifact partly) throws IOException {
        // claims go first: without them the content counts for nothing
        files().remove(claims(partly));
        files().remove(content(partly));
    }

    /** Bytes that the store takes, counting each partial artifact as if it were whole. */
    long used() throws IOException {
        long used = 0;
        for (var file : files(complete)) {
            used += sizeOf(file);
        }
        for (var artifact : partials()) {
            used += artifact.size();
        }
        return used;
    }

    private DurableFiles files() {
        return new DurableFiles(calls);
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException _) {
            return 0; // removed meanwhile
        }
    }

    private static Optional<Artifact> partial(Path file) {
        var words = file.getFileName().toString().split("\\.", -1);
        try {
            return words.length == 2 && words[1].matches("[0-9]{1,10}")
                    ? Optional.of(new Artifact(new Digest(words[0]), Long.parseLong(words[1])))
                    : Optional.empty();
        } catch (BadDocument _) {
            return Optional.empty();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
