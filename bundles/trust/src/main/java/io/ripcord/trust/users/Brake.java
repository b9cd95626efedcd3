package io.ripcord.trust.users;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses passwords: after some failures of a name it is refused unheard for a time that doubles with each
 * further failure, and over all names failures are limited. Names that do not exist count like those that do. Safe for
 * use by many threads.
 */
final class Brake {
    private static final int FREE_FAILURES = 4;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Over all names: so many at once, and then one a second. */
    private static final int BURST = 60;

    private static final Duration REFILL = Duration.ofSeconds(1);
    private static final int NAMES = 1000;

    private final LongSupplier nanos;
    private final Map<String, Failures> byName = new Remembered();
    private int burst = BURST;
    private long filled;

    Brake(LongSupplier nanos) {
        this.nanos = nanos;
        this.filled = nanos.getAsLong();
    }

    synchronized boolean mayTry(String name) {
        refill();
        var failures = byName.get(name);
        return burst > 0 && (failures == null || nanos.getAsLong() - failures.until() >= 0);
    }

    synchronized void failed(String name) {
        burst = Math.max(0, burst - 1);
        var before = byName.get(name);
        int count = before == null ? 1 : before.count() + 1;
        byName.put(name, new Failures(count, nanos.getAsLong() + pause(count).toNanos()));
    }

    synchronized void succeeded(String name) {
        byName.remove(name);
    }

    private static Duration pause(int failures) {
        if (failures <= FREE_FAILURES) {
            return Duration.ZERO;
        }
        var doubled = FIRST.multipliedBy(1L << Math.min(failures - FREE_FAILURES - 1, 20));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    private void refill() {
        long due = (nanos.getAsLong() - filled) / REFILL.toNanos();
        if (due > 0) {
            filled += due * REFILL.toNanos();
            burst = (int) Math.min(BURST, burst + due);
        }
    }

    private record Failures(int count, long until) {}

    /** Forgets the name that was tried longest ago. */
    private static final class Remembered extends LinkedHashMap<String, Failures> {
        private static final long serialVersionUID = 1;

        Remembered() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > NAMES;
        }
    }
}
