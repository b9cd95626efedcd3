package io.ripcord.container.docker;

/** Tells whether something long still makes progress. Safe for use by many threads. */
final class Pulse {
    private volatile long last = System.nanoTime();

    /** There was progress just now. */
    void beat() {
        last = System.nanoTime();
    }

    long nanosSinceBeat() {
        return System.nanoTime() - last;
    }
}
