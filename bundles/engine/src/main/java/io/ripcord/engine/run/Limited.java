package io.ripcord.engine.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls of others' code that end in time, or are given up. */
public final class Limited {
    private Limited() {}

    /**
     * Calls on a virtual thread; interrupted and given up after the limit, or when the caller is interrupted.
     *
     * @throws IOException if it threw one or did not end in time
     */
    public static <T> T call(String attempt, Duration limit, Callable<T> code)
            throws IOException, InterruptedException {
        var task = new FutureTask<>(code);
        Thread.ofVirtual().name(attempt).start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(attempt + " took longer than " + limit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw rethrown(attempt, Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            task.cancel(true);
        }
    }

    private static IOException rethrown(String attempt, Throwable cause) throws InterruptedException {
        return switch (cause) {
            case IOException e -> e;
            case InterruptedException _ -> new IOException(attempt + " was interrupted", cause);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new IOException(attempt + " failed: " + cause, cause);
        };
    }
}
