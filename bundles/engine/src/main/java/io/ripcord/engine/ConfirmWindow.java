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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the ways in which the device was governed before a risky change to show that they work after it. When none
 * worked before, a change of the fleet has nobody to ask, and a local one wants the word of a person. Used by one thread.
 */
final class ConfirmWindow {
    private static final Logger LOG = LoggerFactory.getLogger(ConfirmWindow.class);
    private static final Duration PROBE = Duration.ofSeconds(3);

    private final List<ControlPath> paths;
    private final Settings settings;
    private final Clock clock;
    private final Consumer<String> told;
    private List<ControlPath> asked = List.of();
    private boolean worked;
    private boolean looked;

    /**
     * @param paths all, as they come and go
     * @param told hears what people should know
     */
    ConfirmWindow(List<ControlPath> paths, Settings settings, Clock clock, Consumer<String> told) {
        this.paths = paths;
        this.settings = settings;
        this.clock = clock;
        this.told = told;
    }

    /**
     * Before the first risky step: finds out whom to ask.
     *
     * @param local true if no fleet wants the change
     */
    void look(String change, boolean local) throws InterruptedException {
        if (looked) {
            return;
        }
        looked = true;
        var there = List.copyOf(paths);
        var working = working(there, change);
        worked = !working.isEmpty();
        asked = worked || !local
                ? working
                : there.stream().filter(ControlPath::takesWord).toList();
    }

    private List<ControlPath> working(List<ControlPath> there, String change) throws InterruptedException {
        List<ControlPath> probed = there.stream()
                .filter(path -> asked(path, "was probed", () -> path.probe(change)))
                .toList();
        long end = System.nanoTime() + PROBE.toNanos();
        while (!probed.stream().allMatch(ConfirmWindow::works) && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(settings.poll().toNanos());
        }
        return there.stream().filter(ConfirmWindow::works).toList();
    }

    private static boolean works(ControlPath path) {
        return asked(path, "works", path::working);
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
        return !asked.isEmpty();
    }

    /**
     * Waits for all answers, by a clock that nobody sets.
     *
     * @return why the change must be undone; empty when all answered
     * @throws IOException if the deadline could not be kept on disk
     */
    Optional<Failure> await(String change, Journal journal) throws IOException, InterruptedException {
        var length = settings.confirmWindow();
        journal.deadline(clock.instant().plus(length));
        long end = System.nanoTime() + length.toNanos();
        asked.forEach(path -> asked(path, "was challenged", () -> {
            path.challenge(change);
            return true;
        }));
        told.accept("waits at most " + length.toSeconds() + " s for an answer through the " + names(asked));
        try {
            var silent = silent(change, end);
            silent.removeIf(path -> {
                boolean away = asked(path, "was reached", () -> path.reached(change));
                if (away) {
                    told.accept("nobody answered through the " + path.name()
                            + ", but the way there works: it is away for everybody, and the change stays");
                }
                return away;
            });
            return silent.isEmpty() ? Optional.empty() : Optional.of(failure(change, silent));
        } finally {
            asked.forEach(path -> asked(path, "was closed", () -> {
                path.closed(change);
                return true;
            }));
        }
    }

    /** Those that did not answer in time. */
    private List<ControlPath> silent(String change, long end) throws InterruptedException {
        List<ControlPath> silent = new ArrayList<>(asked);
        while (true) {
            silent.removeIf(path -> asked(path, "answered", () -> path.answered(change)));
            long left = end - System.nanoTime();
            if (silent.isEmpty() || left <= 0) {
                return silent;
            }
            TimeUnit.NANOSECONDS.sleep(Math.clamp(left, 1, settings.poll().toNanos()));
        }
    }

    private Failure failure(String change, List<ControlPath> silent) {
        var seconds = " within " + settings.confirmWindow().toSeconds() + " s";
        return worked
                ? Failure.unconfirmed(
                        "after the change nobody answered through the " + names(silent) + seconds
                                + ", which worked before",
                        "check addresses and names of the path; what was wanted would cut the device off")
                : Failure.unconfirmed(
                        "nobody could be asked before the change, and nobody let it stay" + seconds + " after it",
                        "send it again, and let it stay from where you reach the device then: ./ripcord change confirm "
                                + change + " --local, or the button on the page State");
    }

    private static String names(List<ControlPath> paths) {
        return String.join(" and ", paths.stream().map(ControlPath::name).toList());
    }
}
