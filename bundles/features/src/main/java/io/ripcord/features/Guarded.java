package io.ripcord.features;

import io.ripcord.api.change.Hung;
import io.ripcord.api.change.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a feature's code (activators, constructors, health checks) for a limited time, on platform threads: code that
 * spins would take the carriers from all virtual ones. Remembers what hangs. Safe for use by many threads.
 */
final class Guarded {
    private static final Duration GRACE = Duration.ofSeconds(1);
    /** Of the names of its threads. */
    static final String PREFIX = "ripcord ";

    static final String REMEDY = "Find what it waits for and bound the wait; the device restarts to be rid of it.";

    /** What may fail with a reason. */
    interface Act<T extends @Nullable Object> {
        T act() throws Exception;
    }

    private record Stuck(Thread thread, String what) {}

    private final Set<Stuck> stuck = ConcurrentHashMap.newKeySet();

    /**
     * @param what for the message: {@code start of bundle x}
     * @throws Hung if it neither ends within the limit nor when it is interrupted then
     * @throws Refusal if it fails, or ends only when interrupted
     */
    <T extends @Nullable Object> T run(String what, Duration limit, Act<T> act) throws Refusal, InterruptedException {
        var task = new FutureTask<T>(act::act);
        var thread = Thread.ofPlatform().daemon().name(PREFIX + what).start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(what, e);
        } catch (TimeoutException _) {
            throw tooLong(what, limit, thread);
        }
    }

    /** As {@link #run}, for what cannot be left half done: if it does not end within the limit, it hangs. */
    void finish(String what, Duration limit, Act<?> act) throws Refusal, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            run(what, limit, act);
        } catch (Refusal e) {
            if (System.nanoTime() >= deadline && !(e instanceof Hung)) {
                throw new Hung(String.valueOf(e.getMessage()), REMEDY);
            }
            throw e;
        }
    }

    /** @throws Hung if something that was given up still hangs */
    void requireNothingStuck() throws Hung {
        stuck.removeIf(entry -> !entry.thread().isAlive());
        for (var entry : stuck) {
            throw new Hung("The " + entry.what() + " still hangs in " + where(entry.thread()) + ".", REMEDY);
        }
    }

    private Refusal tooLong(String what, Duration limit, Thread thread) throws InterruptedException {
        var where = where(thread);
        thread.interrupt();
        if (thread.join(GRACE)) {
            return new Refusal(
                    "The " + what + " did not end within " + limit.toSeconds() + " s; it waited in " + where + ".",
                    "Find what it waits for and bound the wait.");
        }
        stuck.add(new Stuck(thread, what));
        return new Hung("The " + what + " hangs in " + where + ", for " + limit.toSeconds() + " s now.", REMEDY);
    }

    private static Refusal failure(String what, ExecutionException e) {
        return switch (e.getCause()) {
            case Refusal refusal -> refusal;
            case null, default ->
                new Refusal(
                        "The " + what + " failed: " + rootOf(e), "Mend the bundle and install the feature again.", e);
        };
    }

    /** The innermost cause, in one line. */
    static String rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }

    private static String where(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .filter(frame -> !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk."))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .orElse("unknown code");
    }
}
