package io.ripcord.api.host;

import io.ripcord.api.disk.DiskCalls;
import io.ripcord.api.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The small port to Linux: everything that leaves the JVM passes here; safe for use by many threads. */
@ProviderType
public interface Host {

    /**
     * Runs a program with an argument vector (never a shell), a clean environment, and at most 4 MiB of output.
     *
     * @throws IOException if it cannot be started or does not end within {@code limit} (it is killed then)
     */
    Result run(List<String> argv, byte[] stdin, Duration limit) throws IOException, InterruptedException;

    default Result run(Duration limit, String... argv) throws IOException, InterruptedException {
        return run(List.of(argv), new byte[0], limit);
    }

    /** Writes a file so that after a power cut it is old or new: aside, fsync, rename, fsync the folder. */
    void write(Path file, byte[] content) throws IOException;

    /** As {@link #write}, readable by its owner only (0600). */
    void writeSecret(Path file, byte[] content) throws IOException;

    /**
     * Writes a file that a start can make anew (what a daemon reads, what was last seen): a crash of this process leaves it
     * old or new, a power cut may leave nothing of it. Readable by its owner only.
     */
    default void generate(Path file, byte[] content) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var aside = Files.createTempFile(folder, ".", ".new");
        try {
            Files.write(aside, content);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
    }

    /**
     * Appends to a log that its reader checks record by record: a power cut may leave a part of the last record, and
     * loses what was appended since the last synced append. The file and its folder are made if they are missing. When
     * it throws, what was appended before it without a sync may be lost, too.
     *
     * @param sync true to return only when this and all before it is on disk
     */
    default void append(Path file, byte[] content, boolean sync) throws IOException {
        new DurableFiles(DiskCalls.PLAIN).append(file, content, sync);
    }

    /**
     * Tells the log, the console and whoever looks at the device that a file was found damaged. Nothing waits for it.
     *
     * @param instead what takes the file's place, as the second half of a sentence
     */
    default void damaged(Path file, String instead) {}

    /**
     * Replaces a file's content in its place; on disk when it returns. A power cut may leave parts of both contents: for
     * files of which there are two, with checksums. The file and its folder are made if they are missing.
     */
    default void overwrite(Path file, byte[] content) throws IOException {
        new DurableFiles(DiskCalls.PLAIN).overwrite(file, content);
    }

    /** Ends this JVM in order and has the supervisor start it again; returns at once. */
    void restart(String reason);

    /** As {@link #restart}, but gives order a few seconds only: something hangs and will not end. */
    default void restartSoon(String reason) {
        restart(reason);
    }

    /** What a program left. */
    record Result(int status, String out, String err) {
        public boolean ok() {
            return status == 0;
        }

        /** @throws IOException with the program's own words unless it ended with status 0 */
        public Result orThrow(String attempt) throws IOException {
            if (!ok()) {
                throw new IOException(attempt + " failed with status " + status + ": " + err.strip());
            }
            return this;
        }
    }
}
