package io.ripcord.engine;

import io.ripcord.api.change.UnitId;
import io.ripcord.engine.journal.Standing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what no fault of its own kept from being as wanted, with growing pauses. How often it was tried stands in
 * the journal; the pauses begin anew with the device process.
 */
final class Retries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final int GROWTH = 5;

    private final Ground ground;
    private final Intake intake;
    private final Map<Standing, Long> due = new HashMap<>();
    private final Thread thread;

    Retries(Ground ground, Intake intake) {
        this.ground = ground;
        this.intake = intake;
        this.thread = Thread.ofVirtual().name("engine-retries").unstarted(this::work);
    }

    /** Safe mode leaves alone what failed to start; the next good start goes on. */
    void start() {
        if (!ground.facts().safeMode()) {
            ground.changes().listen(change -> change.outcome().ifPresent(_ -> settled()));
            thread.start();
        }
    }

    private synchronized void settled() {
        notifyAll();
    }

    private void work() {
        try {
            while (true) {
                var units = next();
                intake.again(units::contains);
            }
        } catch (InterruptedException _) {
            LOG.debug("nothing is tried again any more");
        }
    }

    /** Waits for units whose time has come; it comes again for one whose try gives way to another change. */
    private synchronized Set<UnitId> next() throws InterruptedException {
        while (true) {
            var standing = Failing.of(ground.journal().settled()).stream()
                    .filter(Standing::again)
                    .toList();
            due.keySet().retainAll(standing);
            long now = System.nanoTime();
            standing.forEach(unit -> due.putIfAbsent(unit, now + pause(unit)));
            Set<UnitId> units = new HashSet<>();
            long soonest = Long.MAX_VALUE;
            for (var entry : due.entrySet()) {
                if (entry.getValue() - now <= 0) {
                    units.add(entry.getKey().result().unit());
                    entry.setValue(now + pause(entry.getKey()));
                }
                soonest = Math.min(soonest, entry.getValue() - now);
            }
            if (!units.isEmpty()) {
                return units;
            }
            TimeUnit.NANOSECONDS.timedWait(this, soonest);
        }
    }

    private long pause(Standing unit) {
        long pause = ground.settings().again().toNanos();
        for (int i = 1; i < unit.tries(); i++) {
            pause *= GROWTH;
        }
        return pause;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
