package io.ripcord.agent;

import java.util.random.RandomGenerator;

/**
 * Full jitter: a random wait between 0 and a limit that doubles from 1 s to 20 s, so that a device is back about 20 s
 * after a fault ended, however long it lasted. Milliseconds throughout.
 */
final class Backoff {
    static final long FIRST = 1_000;
    static final long LAST = 20_000;

    private final RandomGenerator random;
    private long limit = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next wait, at most {@code cap}. */
    long next(long cap) {
        long wait = random.nextLong(Math.min(limit, cap) + 1);
        limit = Math.min(LAST, limit * 2);
        return wait;
    }

    void reset() {
        limit = FIRST;
    }
}
