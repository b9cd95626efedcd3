package io.ripcord.mqtt;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one link. Paho's receiver does not expect that a malformed packet throws anything but its own
 * exceptions: it would end unheard, and the link would look as if it were up.
 */
final class Workers extends ScheduledThreadPoolExecutor {
    private volatile Consumer<Throwable> failed = _ -> {};

    Workers(int threads, String name) {
        super(threads, Thread.ofVirtual().name(name, 0).factory());
    }

    /** @param listener hears of a task that ended with an exception; called by that task's thread */
    void whenFailed(Consumer<Throwable> listener) {
        failed = listener;
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
        super.afterExecute(task, thrown);
        if (thrown != null) {
            failed.accept(thrown);
        } else if (task instanceof Future<?> future && future.isDone() && !future.isCancelled()) {
            look(future);
        }
    }

    private void look(Future<?> future) {
        try {
            var _ = future.get();
        } catch (ExecutionException e) {
            failed.accept(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
