package io.ripcord.console.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a program says, in a file that moves aside when it is full, over the one that did so before: strangers who make the
 * broker complain fill no disk. Used by one thread.
 */
final class BoundedLog {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedLog.class);
    private static final int BUFFER = 8192;

    private final Path file;
    private final long most;

    /** @param most bytes of each of the two files */
    BoundedLog(Path file, long most) {
        this.file = file;
        this.most = most;
    }

    /** Takes all until the program says no more; what the disk does not take is lost, for the program must not wait. */
    void take(InputStream words) throws IOException {
        var buffer = new byte[BUFFER];
        boolean writes = true;
        for (int length = words.read(buffer); length >= 0; length = words.read(buffer)) {
            try {
                append(buffer, length);
                writes = true;
            } catch (IOException e) {
                if (writes) {
                    LOG.warn("{} cannot be written; what the broker says is lost until it can", file, e);
                }
                writes = false;
            }
        }
    }

    /** Begins a new file. */
    void renew() throws IOException {
        if (Files.exists(file)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void append(byte[] buffer, int length) throws IOException {
        if (Files.exists(file) && Files.size(file) + length > most) {
            renew();
        }
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(buffer, 0, length);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
