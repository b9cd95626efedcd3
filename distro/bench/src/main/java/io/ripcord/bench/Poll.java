package io.ripcord.bench;

import io.ripcord.lab.linux.LabException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks again every 2 ms: what is timed must not be seen late, nor be slowed down by being looked at. */
final class Poll {
    private static final Duration STEP = Duration.ofMillis(2);

    private Poll() {}

    /** May say no by an exception of the condition, too, which ends the wait. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    static void until(Duration limit, String what, Condition condition) {
        until(STEP, limit, what, condition);
    }

    /** Looks after each step instead: for a look that costs what is looked at. */
    static void until(Duration step, Duration limit, String what, Condition condition) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.holds()) {
                if (System.nanoTime() > end) {
                    throw new LabException(
                            "Waited " + limit.toSeconds() + " s for this: " + what + ". It did not happen.");
                }
                LockSupport.parkNanos(step.toNanos());
            }
        } catch (LabException e) {
            throw e;
        } catch (Exception e) {
            throw new LabException("While this was waited for: " + what + ": " + e.getMessage(), e);
        }
    }
}
