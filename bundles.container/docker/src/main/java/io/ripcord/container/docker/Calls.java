package io.ripcord.container.docker;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends what an engine that hangs would hold up for ever. Each call runs on a thread of its own, which is interrupted (that
 * closes its socket) when the call took too long; for a few seconds after that, calls fail at once.
 */
final class Calls {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration DISTRUST = Duration.ofSeconds(5);

    private final String endpoint;
    private final long limitNanos;
    private volatile long distrustUntil = System.nanoTime();

    Calls(String endpoint) {
        this(endpoint, LIMIT);
    }

    Calls(String endpoint, Duration limit) {
        this.endpoint = endpoint;
        this.limitNanos = limit.toNanos();
    }

    /** An act on the engine. */
    interface Act {
        void run() throws IOException, InterruptedException;
    }

    void run(String attempt, Act act) throws IOException, InterruptedException {
        run(attempt, new Pulse(), act);
    }

    /** May take as long as the pulse beats. */
    void run(String attempt, Pulse pulse, Act act) throws IOException, InterruptedException {
        call(attempt, pulse, () -> {
            act.run();
            return true;
        });
    }

    <T> T call(String attempt, Callable<T> call) throws IOException, InterruptedException {
        return call(attempt, new Pulse(), call);
    }

    private <T> T call(String attempt, Pulse pulse, Callable<T> call) throws IOException, InterruptedException {
        if (System.nanoTime() - distrustUntil < 0) {
            throw silent(attempt, "it did not answer a moment ago");
        }
        var task = new FutureTask<>(call);
        var thread = Thread.ofVirtual().name("engine call").start(task);
        try {
            while (true) {
                long left = limitNanos - pulse.nanosSinceBeat();
                if (left <= 0) {
                    distrustUntil = System.nanoTime() + DISTRUST.toNanos();
                    throw silent(
                            attempt,
                            "it gave no answer for "
                                    + Duration.ofNanos(limitNanos).toSeconds() + " s");
                }
                try {
                    return task.get(left, TimeUnit.NANOSECONDS);
                } catch (TimeoutException _) {
                    // the pulse may have beaten meanwhile
                }
            }
        } catch (ExecutionException e) {
            throw failure(attempt, Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            thread.interrupt();
        }
    }

    private IOException silent(String attempt, String why) {
        return new IOException("Could not " + attempt + ": the container engine at " + endpoint + " hangs (" + why
                + "). Look at its log, and restart it: containers run on meanwhile");
    }

    private IOException failure(String attempt, Throwable cause) {
        return new IOException("Could not " + attempt + ": " + Sentence.of(endpoint, cause), cause);
    }
}
