package io.ripcord.api.rest;

import java.util.HashMap;
import java.util.Map;

/**
 * How many requests of strangers are read and answered at once: 64, of one source 16. A thread waits for each body, and who
 * has no session could send bodies that never end until no thread is left. Safe for use by many threads.
 */
public final class Turnstile {
    static final int ALL = 64;
    static final int OF_ONE = 16;

    private final Map<String, Integer> inside = new HashMap<>();
    private int all;

    /** One that is in; others may come when it is closed. */
    public interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param address where it comes from; those of one {@link Tries#source} count together
     * @throws Failure 503 when too many are in
     */
    public synchronized Pass enter(String address) {
        var source = Tries.source(address);
        if (all >= ALL || inside.getOrDefault(source, 0) >= OF_ONE) {
            throw Failure.notNow("Too many others ask at the same time; ask again in a few seconds.");
        }
        all++;
        inside.merge(source, 1, Integer::sum);
        return () -> leave(source);
    }

    private synchronized void leave(String source) {
        all--;
        inside.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
    }
}
