package io.ripcord.lab.linux;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polling with a deadline. */
public final class Await {
    private static final long STEP_MILLIS = 20;

    private Await() {}

    /** Waits until the condition holds; throws with {@code what} in the sentence when {@code limit} has passed. */
    public static void until(Duration limit, String what, BooleanSupplier condition) {
        if (!holds(limit, condition)) {
            throw new LabException("Waited " + limit.toMillis() + " ms for this: " + what + ". It did not happen.");
        }
    }

    /** Waits until the condition holds, at most {@code limit}; says whether it does. */
    public static boolean holds(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("A wait was interrupted.", e);
        }
    }
}
