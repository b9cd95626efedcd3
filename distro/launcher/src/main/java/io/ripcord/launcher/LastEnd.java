package io.ripcord.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the process before this one ended, as far as it was not in order.
 *
 * @param reason a sentence without its full stop; empty when nothing is known: it ended in order, or the power went
 * @param ownDoing true if what ran in it ended it; false for a kill or a cut from outside
 */
record LastEnd(String reason, boolean ownDoing) {
    private static final Logger LOG = LoggerFactory.getLogger(LastEnd.class);
    private static final LastEnd UNKNOWN = new LastEnd("", false);
    private static final int OUT_OF_MEMORY = 3;
    private static final int BY_SIGNAL = 128;
    private static final int KILLED = BY_SIGNAL + 9;

    /** Reads what the process left ({@code run/ended}) and what its supervisor saw, and takes both away. */
    static LastEnd take(StateFolder state) {
        var own = text(state.ended());
        var seen = text(state.seenEnd());
        StateFolder.remove(state.ended());
        StateFolder.remove(state.seenEnd());
        return own.map(reason -> new LastEnd(reason, true))
                .or(() -> seen.map(LastEnd::of))
                .orElse(UNKNOWN);
    }

    /** What the supervisor writes: an exit code, or {@code silent} and how many seconds. */
    static LastEnd of(String seen) {
        if (seen.matches("silent [0-9]{1,6}")) {
            return new LastEnd(
                    "the process did not answer for " + seen.substring("silent ".length())
                            + " s and was killed; its threads are in log/silent.txt",
                    true);
        }
        if (!seen.matches("[0-9]{1,3}")) {
            return UNKNOWN;
        }
        int code = Integer.parseInt(seen);
        return switch (code) {
            case OUT_OF_MEMORY -> new LastEnd("the process ran out of memory", true);
            case KILLED -> new LastEnd("the process was killed", false);
            default ->
                new LastEnd(
                        code > BY_SIGNAL
                                ? "the process crashed with signal " + (code - BY_SIGNAL)
                                : "the process ended without order, with code " + code,
                        true);
        };
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("Cannot read {}; how the process before ended stays unknown", file, e);
            return Optional.empty();
        }
    }
}
