package io.ripcord.engine.run;

import io.ripcord.api.change.Hung;
import io.ripcord.api.change.Refusal;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a step on a thread of its own, so that one that hangs holds nothing but that thread. */
public final class StepThread {
    private final Duration interruption;

    /** @param interruption for a step to end after it was interrupted */
    public StepThread(Duration interruption) {
        this.interruption = interruption;
    }

    /** A step's apply or undo. */
    @FunctionalInterface
    public interface Act {
        void run() throws Refusal, InterruptedException;
    }

    /**
     * Runs to the end or to the limit; a step that ends when it is interrupted at its limit has failed.
     *
     * @throws Hung if it does not even end when it is interrupted
     * @throws Refusal if it failed
     */
    public void run(String what, Duration limit, Act act) throws Refusal, InterruptedException {
        var task = new FutureTask<Void>(() -> {
            act.run();
            return null;
        });
        // a platform thread: code that spins would keep a virtual thread's carrier
        var thread = Thread.ofPlatform().daemon().name("step: " + what).start(task);
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            if (!thread.join(interruption)) {
                throw new Hung(
                        what + " hangs: it did not end within " + limit.toMillis() + " ms, nor when it was interrupted",
                        "look at the thread dump in the log for where it waits, mend it, and send a new version");
            }
            throw new Refusal(
                    what + " took longer than " + limit.toMillis() + " ms",
                    "find out what it waits for, or try again when the device has less to do",
                    e);
        } catch (InterruptedException e) {
            thread.interrupt();
            thread.join(interruption);
            throw e;
        } catch (ExecutionException e) {
            throw refusal(what, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static Refusal refusal(String what, Throwable cause) {
        return cause instanceof Refusal refusal
                ? refusal
                : new Refusal(
                        what + " failed unexpectedly: " + cause,
                        "look into the device's log and report it to the maker of the domain",
                        cause);
    }
}
