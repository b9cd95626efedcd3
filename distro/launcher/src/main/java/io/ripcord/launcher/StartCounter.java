package io.ripcord.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers over crashes how many starts in a row did not reach health. Safe for use by several threads. */
final class StartCounter {
    private static final Logger LOG = LoggerFactory.getLogger(StartCounter.class);

    private final Path file;
    private final int before;
    private final boolean damaged;
    private boolean open = true;

    private StartCounter(Path file, int before, boolean damaged) {
        this.file = file;
        this.before = before;
        this.damaged = damaged;
    }

    /**
     * Counts the start that is under way; until {@link #healthy()} it is a bad one.
     *
     * @param leavesSafeMode true if somebody wants all to be started again: three starts are given to that
     * @param elsewhere true if the start is counted elsewhere, and counts here only when it turns out well
     */
    static StartCounter begin(Path file, boolean leavesSafeMode, boolean elsewhere) {
        var text = read(file);
        boolean damaged = text.isPresent() && !text.get().matches("[0-9]{1,6}");
        int counted = text.isPresent() && !damaged ? Integer.parseInt(text.get()) : 0;
        int before = leavesSafeMode ? Math.min(counted, StartMode.PATIENCE) : counted;
        var counter = new StartCounter(file, before, damaged);
        if (damaged) {
            LOG.warn("The count of starts in {} is '{}', not a number; counting from 0", file, text.get());
        }
        counter.write(elsewhere ? before : before + 1);
        return counter;
    }

    /** True if what was counted before is lost. */
    boolean isDamaged() {
        return damaged;
    }

    /** Bad starts in a row before the one under way. */
    int before() {
        return before;
    }

    /** The start under way turned out well, and so the row ends; but safe mode stays until somebody wants it left. */
    void healthy() {
        settle(before >= StartMode.IN_SAFE_MODE ? StartMode.IN_SAFE_MODE : 0);
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
        write(badStarts);
    }

    /** A disk that is full or broken keeps no device from starting. */
    private void write(int badStarts) {
        try {
            DurableFile.write(file, badStarts + "\n");
        } catch (IOException e) {
            LOG.warn("Cannot write the count of starts to {}; what was counted before stays", file, e);
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("Cannot read {}", file, e);
            return Optional.of("");
        }
    }
}
