package io.ripcord.api.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Replaces files and appends to them so that a power cut leaves the old content or the new one, and nothing beside it for
 * long. What fails throws: then the old content or the new one is there. Safe for use by many threads.
 */
public final class DurableFiles {
    private static final Set<PosixFilePermission> FOR_ALL = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> FOR_OWNER = PosixFilePermissions.fromString("rw-------");

    private final DiskCalls calls;

    public DurableFiles(DiskCalls calls) {
        this.calls = calls;
    }

    /** Aside, sync, rename, sync the folder; folders that are missing are made. */
    public void replace(Path file, byte[] content) throws IOException {
        replace(file, content, FOR_ALL);
    }

    /** As {@link #replace}, readable by its owner only (0600). */
    public void replaceSecret(Path file, byte[] content) throws IOException {
        replace(file, content, FOR_OWNER);
    }

    /**
     * Replaces the content in its place, for one sync less than {@link #replace}. A cut, or a failure, may leave parts of
     * both contents: for files of which there are two, with checksums. Folders that are missing are made.
     */
    public void overwrite(Path file, byte[] content) throws IOException {
        boolean isNew = !Files.exists(file);
        var folder = Files.createDirectories(folderOf(file));
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (var channel = calls.call(
                DiskPoint.OVERWRITE_OPEN,
                file,
                () -> FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(FOR_ALL)))) {
            calls.write(DiskPoint.OVERWRITE_WRITE, file, ByteBuffer.wrap(content), bytes -> writeAll(channel, bytes));
            calls.call(DiskPoint.OVERWRITE_CUT, file, () -> channel.truncate(content.length));
            force(DiskPoint.OVERWRITE_SYNC, file, channel, true);
        }
        if (isNew) {
            sync(DiskPoint.OVERWRITE_SYNC_FOLDER, folder);
        }
    }

    /**
     * Appends; when that fails, what came of it is cut off again as far as the disk lets it.
     *
     * @param sync true to return only when this and all before it is on disk
     */
    public void append(Path file, byte[] content, boolean sync) throws IOException {
        boolean isNew = !Files.exists(file);
        var folder = Files.createDirectories(folderOf(file));
        try (var log = calls.call(
                DiskPoint.APPEND_OPEN,
                file,
                () -> FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND))) {
            long before = log.size();
            try {
                calls.write(DiskPoint.APPEND_WRITE, file, ByteBuffer.wrap(content), bytes -> writeAll(log, bytes));
                if (sync) {
                    force(DiskPoint.APPEND_SYNC, file, log, false);
                }
            } catch (IOException e) {
                cut(file, log, before, e);
                throw e;
            }
        }
        if (sync && isNew) {
            sync(DiskPoint.APPEND_SYNC_FOLDER, folder);
        }
    }

    /** Puts a finished, synced file in the place of another. */
    public void publish(Path from, Path to) throws IOException {
        finish(from, to);
        secure(folderOf(to));
    }

    /** Puts a finished, synced file in the place of another; a power cut may undo that until its folder is secure. */
    public void finish(Path from, Path to) throws IOException {
        rename(DiskPoint.PUBLISH_RENAME, from, to);
    }

    /** Returns when all that was finished in this folder is on disk. */
    public void secure(Path folder) throws IOException {
        sync(DiskPoint.PUBLISH_SYNC_FOLDER, folder);
    }

    /** Removes a file if it is there; a power cut may bring it back. */
    public void remove(Path file) throws IOException {
        calls.call(DiskPoint.REMOVE, file, () -> Files.deleteIfExists(file));
    }

    // the name aside is always the same, so that a cut leaves at most one, which the next write takes: one at a time
    private synchronized void replace(Path file, byte[] content, Set<PosixFilePermission> mode) throws IOException {
        var folder = Files.createDirectories(folderOf(file));
        var aside = folder.resolve("." + file.getFileName() + ".new");
        try {
            writeAside(aside, content, mode);
            rename(DiskPoint.REPLACE_RENAME, aside, file);
        } catch (IOException e) {
            discard(aside, e);
            throw e;
        }
        sync(DiskPoint.REPLACE_SYNC_FOLDER, folder);
    }

    private void writeAside(Path aside, byte[] content, Set<PosixFilePermission> mode) throws IOException {
        remove(aside);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = calls.call(
                DiskPoint.REPLACE_CREATE,
                aside,
                () -> FileChannel.open(aside, options, PosixFilePermissions.asFileAttribute(mode)))) {
            calls.write(DiskPoint.REPLACE_WRITE, aside, ByteBuffer.wrap(content), bytes -> writeAll(channel, bytes));
            // the mode that it was made with went through the umask
            Files.setPosixFilePermissions(aside, mode);
            force(DiskPoint.REPLACE_SYNC, aside, channel, true);
        }
    }

    private void rename(DiskPoint point, Path from, Path to) throws IOException {
        calls.call(
                point,
                to,
                () -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    private void sync(DiskPoint point, Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            force(point, folder, channel, true);
        }
    }

    private void force(DiskPoint point, Path file, FileChannel channel, boolean all) throws IOException {
        calls.call(point, file, () -> {
            channel.force(all);
            return true;
        });
    }

    private void cut(Path file, FileChannel log, long before, IOException why) {
        try {
            calls.call(DiskPoint.APPEND_CUT, file, () -> log.truncate(before));
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private void discard(Path aside, IOException why) {
        try {
            remove(aside);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static Path folderOf(Path file) {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("Cannot write " + file + ": it is no file; name one in a folder");
        }
        return folder;
    }
}
