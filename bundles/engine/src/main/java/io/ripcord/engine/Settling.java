package io.ripcord.engine;

import io.ripcord.engine.plan.Domains;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * How long owners of domains may still be on their way after the start: while the framework starts bundles, however slow
 * the board is, and a while after. Whoever sees a domain without an owner before that judges too early. Safe for use by
 * many threads.
 */
final class Settling {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final BooleanSupplier starting;
    private final Duration after;
    private volatile long lastSeen = System.nanoTime();

    /**
     * @param starting whether the framework still starts the base's bundles; the launcher sees to it that this ends
     * @param after for owners that arrive later than their bundles
     */
    Settling(BooleanSupplier starting, Duration after) {
        this.starting = starting;
        this.after = after;
    }

    /** Zero or less when it is over. */
    Duration left() {
        long now = System.nanoTime();
        if (starting.getAsBoolean()) {
            lastSeen = now;
        }
        return after.minusNanos(now - lastSeen);
    }

    /** At most that long until it should be asked again. */
    Duration turn() {
        var left = left();
        return left.compareTo(LOOK) < 0 ? left : LOOK;
    }

    /** Returns when all of these are there, or no longer to be expected. */
    void await(Domains domains, Set<String> names) throws InterruptedException {
        while (!domains.await(names, turn()) && left().isPositive()) {
            // until the framework has started, there is no telling
        }
    }
}
