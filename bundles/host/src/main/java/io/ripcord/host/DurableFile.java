package io.ripcord.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Replaces files so that a power cut leaves the old content or the new one, and nothing beside it for long. */
final class DurableFile {
    private static final Set<PosixFilePermission> FOR_ALL = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> FOR_OWNER = PosixFilePermissions.fromString("rw-------");

    private DurableFile() {}

    static void write(Path file, byte[] content) throws IOException {
        replace(file, content, FOR_ALL);
    }

    static void writeSecret(Path file, byte[] content) throws IOException {
        replace(file, content, FOR_OWNER);
    }

    /** Makes what was created, renamed or removed in a folder last. */
    static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Puts a finished, synced file in the place of another. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(folderOf(to));
    }

    // the name aside is always the same, so that a cut leaves at most one, which the next write takes: one at a time
    private static synchronized void replace(Path file, byte[] content, Set<PosixFilePermission> mode)
            throws IOException {
        var folder = Files.createDirectories(folderOf(file));
        var aside = folder.resolve("." + file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        FileAttribute<?> attribute = PosixFilePermissions.asFileAttribute(mode);
        try (var channel =
                FileChannel.open(aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.setPosixFilePermissions(aside, mode);
        move(aside, file);
    }

    private static Path folderOf(Path file) {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("Cannot write " + file + ": it is no file; name one in a folder");
        }
        return folder;
    }
}
