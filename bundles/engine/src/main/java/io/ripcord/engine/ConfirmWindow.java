package io.ripcord.engine;

import io.ripcord.api.domain.ControlPath;
import io.ripcord.engine.journal.Journal;
import io.ripcord.engine.plan.Failure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the ways in which the device was governed before a risky change to show that they work after it. When none
 * worked before, there is nothing to lose and nobody to ask: no window opens.
 */
final class ConfirmWindow {
    private static final Logger LOG = LoggerFactory.getLogger(ConfirmWindow.class);

    private final List<ControlPath> working;
    private final Duration length;
    private final Duration poll;
    private final Clock clock;

    /** @param paths all that are there before the change */
    ConfirmWindow(List<ControlPath> paths, Duration length, Duration poll, Clock clock) {
        this.working = paths.stream()
                .filter(path -> asked(path, "works", path::working))
                .toList();
        this.length = length;
        this.poll = poll;
        this.clock = clock;
    }

    /** A path that cannot even be asked is silent. */
    private static boolean asked(ControlPath path, String what, BooleanSupplier question) {
        try {
            return question.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.warn("whether the control path {} {} cannot be found out", path, what, e);
            return false;
        }
    }

    boolean opens() {
        return !working.isEmpty();
    }

    /**
     * Waits for all answers.
     *
     * @return why the change must be undone; empty when all answered
     * @throws IOException if the deadline could not be kept on disk
     */
    Optional<Failure> await(String change, Journal journal) throws IOException, InterruptedException {
        journal.deadline(clock.instant().plus(length));
        long end = System.nanoTime() + length.toNanos();
        working.forEach(path -> asked(path, "was challenged", () -> {
            path.challenge(change);
            return true;
        }));
        List<ControlPath> silent = new ArrayList<>(working);
        while (true) {
            silent.removeIf(path -> asked(path, "answered", () -> path.answered(change)));
            if (silent.isEmpty()) {
                return Optional.empty();
            }
            if (System.nanoTime() >= end) {
                var names = String.join(
                        " and ", silent.stream().map(ControlPath::name).toList());
                return Optional.of(Failure.undone(
                        "after the change nobody answered through the " + names + " within " + length.toSeconds()
                                + " s, which worked before",
                        "check addresses and names of the path; what was wanted would cut the device off"));
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(poll.toNanos(), Math.max(1, end - System.nanoTime())));
        }
    }
}
