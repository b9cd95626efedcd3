package io.ripcord.host;

import io.ripcord.api.trust.Digest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers what came in lately: an upload stays until the edit that names it had time to follow. Measured by a clock
 * that nobody sets, since boards learn the date late. Safe for use by many threads.
 */
final class Arrivals {
    static final Duration GRACE = Duration.ofHours(1);

    private final LongSupplier nanos;
    private final Map<Digest, Long> arrived = new HashMap<>();

    Arrivals(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized void arrived(Digest sha256) {
        long now = nanos.getAsLong();
        arrived.values().removeIf(then -> now - then > GRACE.toNanos());
        arrived.put(sha256, now);
    }

    synchronized boolean isRecent(Digest sha256) {
        var then = arrived.get(sha256);
        return then != null && nanos.getAsLong() - then <= GRACE.toNanos();
    }
}
