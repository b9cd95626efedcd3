package io.ripcord.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers over crashes how many starts in a row did not reach health. Safe for use by several threads. */
final class StartCounter {
    private static final Logger LOG = LoggerFactory.getLogger(StartCounter.class);

    private final Path file;
    private final int before;
    private boolean open = true;

    private StartCounter(Path file, int before) {
        this.file = file;
        this.before = before;
    }

    /** Counts the start that is under way; until {@link #healthy()} it is a bad one. */
    static StartCounter begin(Path file) throws IOException {
        var counter = new StartCounter(file, read(file));
        DurableFile.write(file, (counter.before + 1) + "\n");
        return counter;
    }

    /** Bad starts in a row before the one under way. */
    int before() {
        return before;
    }

    /** The start under way turned out well, and so the row ends. */
    void healthy() {
        settle(0);
    }

    /** The start under way was ended from outside before it could show its health: it does not count. */
    void withdraw() {
        settle(before);
    }

    private synchronized void settle(int badStarts) {
        if (!open) {
            return;
        }
        open = false;
        try {
            DurableFile.write(file, badStarts + "\n");
        } catch (IOException e) {
            LOG.warn("Cannot write the count of starts to {}; the next start counts one too many", file, e);
        }
    }

    private static int read(Path file) throws IOException {
        try {
            var text = Files.readString(file).strip();
            if (text.matches("[0-9]{1,6}")) {
                return Integer.parseInt(text);
            }
            LOG.warn("The count of starts in {} is '{}', not a number; counting from 0", file, text);
            return 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
