package io.ripcord.agent;

import io.ripcord.api.message.Block;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The blocks of one artifact on their way from the connection to its transfer; safe for use by both. */
final class Incoming {
    /** More than any window; a block too many is dropped and asked for again. */
    private static final int BOUND = 80;

    private static final long PAUSE_MILLIS = 100;

    private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(BOUND);
    private final AtomicBoolean reconnected = new AtomicBoolean();

    @SuppressWarnings("CheckReturnValue") // a full queue is a lost block
    void offer(Block block) {
        blocks.offer(block);
    }

    void reconnected() {
        reconnected.set(true);
    }

    /** True once after each new connection. */
    boolean takeReconnect() {
        return reconnected.getAndSet(false);
    }

    /** The next block, waited for a moment. */
    Optional<Block> poll() throws InterruptedException {
        return Optional.ofNullable(blocks.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }
}
