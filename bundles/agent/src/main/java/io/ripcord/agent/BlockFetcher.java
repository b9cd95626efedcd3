package io.ripcord.agent;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.artifact.ArtifactStore.Reception;
import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.message.Block;
import io.ripcord.api.message.Want;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Fetches artifacts from the console block by block. Knows nothing of the connection: the agent gives it a way to ask,
 * and tells it what comes. One transfer for each artifact, however many ask for it.
 */
@Component(service = {Fetcher.class, BlockFetcher.class})
@Designate(ocd = BlockFetcher.Config.class)
public final class BlockFetcher implements Fetcher {

    /** How fast artifacts are fetched. */
    @ObjectClassDefinition(name = "Ripcord block fetcher")
    @interface Config {
        @AttributeDefinition(description = "blocks of 64 KiB in flight for each artifact", min = "1", max = "64")
        int window() default 16;

        @AttributeDefinition(description = "bytes a second at most for each artifact", min = "65536")
        long bytes_per_second() default 8L * 1024 * 1024;
    }

    private final ArtifactStore store;
    private final Transfer.Pace pace;
    private final LongSupplier millis;
    private final Map<Digest, Incoming> incoming = new ConcurrentHashMap<>();
    private final Map<Digest, ReentrantLock> locks = new ConcurrentHashMap<>();
    private volatile Predicate<Want> asking = _ -> false;

    @Activate
    public BlockFetcher(@Reference ArtifactStore store, Config config) {
        this(
                store,
                new Transfer.Pace(Math.clamp(config.window(), 1, 64), Math.max(64 * 1024, config.bytes_per_second())),
                () -> System.nanoTime() / 1_000_000);
    }

    BlockFetcher(ArtifactStore store, Transfer.Pace pace, LongSupplier millis) {
        this.store = store;
        this.pace = pace;
        this.millis = millis;
    }

    @Override
    public Path fetch(Artifact artifact) throws IOException, InterruptedException {
        var lock = locks.computeIfAbsent(artifact.sha256(), _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            var there = store.find(artifact.sha256());
            return there.isPresent() ? there.get() : transfer(artifact);
        } finally {
            lock.unlock();
            if (!lock.hasQueuedThreads()) {
                locks.remove(artifact.sha256(), lock);
            }
        }
    }

    /** A connection is up. */
    void connected(Predicate<Want> ask) {
        asking = ask;
        incoming.values().forEach(Incoming::reconnected);
    }

    void disconnected() {
        asking = _ -> false;
    }

    /** A block came; dropped when nobody waits for it. */
    void deliver(Block block) {
        var waiting = incoming.get(block.sha256());
        if (waiting != null) {
            waiting.offer(block);
        }
    }

    private Path transfer(Artifact artifact) throws IOException, InterruptedException {
        var blocks = new Incoming();
        incoming.put(artifact.sha256(), blocks);
        try (var reception = store.receive(artifact)) {
            var transfer = new Transfer(artifact, reception.missing(), pace, millis.getAsLong());
            while (!transfer.isDone()) {
                if (blocks.takeReconnect()) {
                    transfer.reconnected();
                }
                ask(transfer);
                take(artifact, blocks, reception, transfer);
            }
            return reception.complete();
        } finally {
            incoming.remove(artifact.sha256());
        }
    }

    private void ask(Transfer transfer) {
        var want = transfer.next(millis.getAsLong());
        if (want.isPresent() && !asking.test(want.get())) {
            transfer.reconnected();
        }
    }

    private void take(Artifact artifact, Incoming blocks, Reception reception, Transfer transfer)
            throws IOException, InterruptedException {
        var block = blocks.poll();
        switch (block.orElse(null)) {
            case null -> {
                if (transfer.isDead(millis.getAsLong())) {
                    throw new IOException("artifact " + artifact.sha256().brief() + " of " + artifact.size()
                            + " bytes was asked of the fleet's console, but no block came for "
                            + Transfer.PATIENCE / 1000 + " s; it goes on from there when the console is connected");
                }
            }
            case Block.Content content -> {
                // one of another length is none: the block is asked for again
                if (fits(artifact, content) && transfer.received(content.index(), millis.getAsLong())) {
                    reception.write(content.index(), content.content());
                }
            }
            case Block.Refused refused ->
                throw new IOException("the fleet's console does not give artifact "
                        + artifact.sha256().brief() + ": " + refused.reason());
        }
    }

    private static boolean fits(Artifact artifact, Block.Content block) {
        long left = artifact.size() - (long) block.index() * Reception.BLOCK;
        return block.content().length == Math.min(left, Reception.BLOCK);
    }
}
