package io.ripcord.engine.run;

import org.jspecify.annotations.Nullable;

/** The way to stop a run: at its next step, or where it only waits. Safe for use by many threads. */
public final class Cancel {
    private boolean superseded;
    private boolean closed;
    private @Nullable Thread waiting;

    /** What only waits and has no effect on the device. */
    @FunctionalInterface
    public interface Wait<T> {
        T call() throws InterruptedException;
    }

    /** A newer generation came. */
    public synchronized void supersede() {
        superseded = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /** The engine ends. */
    public synchronized void close() {
        closed = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    /** @throws InterruptedException if the engine ends */
    public synchronized void check() throws Superseded, InterruptedException {
        if (closed) {
            throw new InterruptedException("the engine ends");
        }
        if (superseded) {
            throw new Superseded();
        }
    }

    /** Waits, unless it is cancelled. */
    public <T> T during(Wait<T> wait) throws Superseded, InterruptedException {
        enter();
        try {
            return wait.call();
        } catch (InterruptedException e) {
            leave();
            check();
            throw e;
        } finally {
            leave();
        }
    }

    private synchronized void enter() throws Superseded, InterruptedException {
        check();
        waiting = Thread.currentThread();
    }

    /** Takes an interrupt back that came too late to be seen by the wait. */
    private synchronized void leave() {
        if (waiting != null && (superseded || closed)) {
            Thread.interrupted();
        }
        waiting = null;
    }
}
