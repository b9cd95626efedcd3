package io.ripcord.agent;

import io.ripcord.api.message.Link;
import io.ripcord.api.message.Packet;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One open connection with a bounded queue of what is to be said, sent in order by a thread of its own. */
final class Line implements AutoCloseable {
    private static final int BOUND = 256;
    private static final long PATIENCE_SECONDS = 20;

    private record Outgoing(Packet packet, Runnable sent) {}

    private final Link link;
    private final Consumer<String> lost;
    private final BlockingQueue<Outgoing> queue = new ArrayBlockingQueue<>(BOUND);
    private final AtomicInteger unsaid = new AtomicInteger();
    private final Thread sender;
    private volatile boolean closed;

    Line(Link link, String name, Consumer<String> lost) {
        this.link = link;
        this.lost = lost;
        this.sender = Thread.ofVirtual().name(name).start(this::send);
    }

    /** Queues a packet; a full queue means the broker takes nothing, and ends the connection. */
    void offer(Packet packet) {
        unsaid.incrementAndGet();
        if (!queue.offer(new Outgoing(packet, () -> {}))) {
            unsaid.decrementAndGet();
            lost.accept("the broker takes packets too slowly: " + BOUND + " wait");
        }
    }

    /** Waits for a place in the queue; {@code sent} runs once the broker has it. */
    void put(Packet packet, Runnable sent) throws IOException, InterruptedException {
        unsaid.incrementAndGet();
        boolean queued = false;
        try {
            queued = !closed && queue.offer(new Outgoing(packet, sent), PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            if (!queued) {
                unsaid.decrementAndGet();
            }
        }
        if (!queued) {
            throw new IOException("the connection with the fleet's console is gone or too slow");
        }
    }

    private void send() {
        try {
            while (!closed) {
                var next = queue.take();
                link.publish(next.packet);
                unsaid.decrementAndGet();
                next.sent.run();
            }
        } catch (IOException e) {
            lost.accept(e.getMessage() == null ? "publishing failed" : e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets what is to be said go out until the broker has it, for at most that long. */
    void drain(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (unsaid.get() > 0 && link.isUp() && System.nanoTime() < end) {
            Thread.sleep(10);
        }
    }

    @Override
    public void close() {
        closed = true;
        sender.interrupt();
        link.close();
    }
}
