package io.ripcord.console.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off tasks in order by key, several keys side by side; each lane holds a bounded number of waiting tasks. */
final class Lanes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final List<BlockingQueue<Runnable>> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Lanes(int lanes, int waiting) {
        for (int i = 0; i < lanes; i++) {
            BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(waiting);
            queues.add(queue);
            threads.add(Thread.ofVirtual().name("lane-" + i).start(() -> work(queue)));
        }
    }

    /** @return false if the key's lane is full: the task is dropped, its sender will send again */
    boolean offer(String key, Runnable task) {
        return queues.get(Math.floorMod(key.hashCode(), queues.size())).offer(task);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    private static void work(BlockingQueue<Runnable> queue) {
        try {
            while (true) {
                runSafely(queue.take());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("a message of a device could not be worked off", e);
        }
    }
}
