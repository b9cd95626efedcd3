package io.ripcord.trust.users;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses passwords: after some failures of a name it is refused unheard for a time that doubles with each
 * further failure, and over all names failures are limited. Names that do not exist count like those that do. Where a user
 * came in from before, only failures from there count for that user: else whoever guesses would lock out the owner. Safe for
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
    private final Map<String, Failures> byName = new Remembered<>();

    /** By name and source that belong together: nobody gets in here without a password. */
    private final Map<Place, Failures> known = new Remembered<>();

    private int burst = BURST;
    private long filled;

    Brake(LongSupplier nanos) {
        this.nanos = nanos;
        this.filled = nanos.getAsLong();
    }

    synchronized boolean mayTry(String name, String source) {
        refill();
        var own = known.get(new Place(name, source));
        return own != null
                ? own.over(nanos)
                : burst > 0 && byName.getOrDefault(name, Failures.NONE).over(nanos);
    }

    synchronized void failed(String name, String source) {
        var place = new Place(name, source);
        var own = known.get(place);
        if (own != null) {
            known.put(place, own.more(nanos));
            return;
        }
        burst = Math.max(0, burst - 1);
        byName.put(name, byName.getOrDefault(name, Failures.NONE).more(nanos));
    }

    synchronized void succeeded(String name, String source) {
        byName.remove(name);
        if (!source.isEmpty()) {
            known.put(new Place(name, source), Failures.NONE);
        }
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

    private record Place(String name, String source) {}

    /** @param until when the next try is heard */
    private record Failures(int count, OptionalLong until) {
        static final Failures NONE = new Failures(0, OptionalLong.empty());

        boolean over(LongSupplier nanos) {
            return until.isEmpty() || nanos.getAsLong() - until.getAsLong() >= 0;
        }

        Failures more(LongSupplier nanos) {
            return new Failures(
                    count + 1,
                    OptionalLong.of(nanos.getAsLong() + pause(count + 1).toNanos()));
        }
    }

    /** Forgets what was tried longest ago. */
    private static final class Remembered<K> extends LinkedHashMap<K, Failures> {
        private static final long serialVersionUID = 1;

        Remembered() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Failures> eldest) {
            return size() > NAMES;
        }
    }
}
