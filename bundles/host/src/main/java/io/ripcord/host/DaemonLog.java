package io.ripcord.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that a daemon appends to by itself, and that is emptied under its hands when it grows. */
record DaemonLog(Path file) {
    private static final long MOST = 512 * 1024;

    static DaemonLog of(Path state, String name) {
        return new DaemonLog(state.resolve("log").resolve(name + ".log"));
    }

    /** For a new run: empty, and its folder is there. */
    void renew() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[0]);
    }

    /** The daemon's next line goes to the new end, for it writes in append mode. */
    void bound() throws IOException {
        if (Files.exists(file) && Files.size(file) > MOST) {
            try (var log = FileChannel.open(file, StandardOpenOption.WRITE)) {
                log.truncate(0);
            }
        }
    }

    String tail(int most) {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            long length = log.length();
            log.seek(Math.max(0, length - most));
            var bytes = new byte[(int) Math.min(most, length)];
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException _) {
            return "";
        }
    }
}
