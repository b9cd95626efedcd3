package io.ripcord.engine;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.state.States;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener with its own queue and thread: it hears in order and holds nobody up. */
final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final int LONGEST = 1000;

    private final States.Listener listener;
    private final BlockingQueue<ChangeRecord> queue = new LinkedBlockingQueue<>(LONGEST);
    private final Thread thread;

    Listening(States.Listener listener) {
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("state listener").start(this::tell);
    }

    /** Queues it; one who is too slow misses the oldest, never the newest. */
    void hear(ChangeRecord change) {
        while (!queue.offer(change)) {
            queue.poll();
        }
    }

    void close() {
        thread.interrupt();
    }

    private void tell() {
        try {
            while (true) {
                tell(queue.take());
            }
        } catch (InterruptedException _) {
            LOG.debug("a listener was closed");
        }
    }

    private void tell(ChangeRecord change) {
        try {
            listener.changed(change);
        } catch (RuntimeException e) {
            LOG.warn("a listener failed to hear of {}; it will hear of the next", change.id(), e);
        }
    }
}
