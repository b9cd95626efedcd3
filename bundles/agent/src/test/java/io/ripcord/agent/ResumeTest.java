package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore.Reception;
import io.ripcord.api.message.Block;
import io.ripcord.api.message.Want;
import io.ripcord.api.trust.Digest;
import io.ripcord.host.DiskArtifactStore;
import io.ripcord.host.StateDisk;
import io.ripcord.testkit.FakeFacts;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

/** The console counts what it sends: half an artifact, then the power is cut, then the rest and nothing twice. */
@Timeout(60)
class ResumeTest {
    private static final int BLOCKS = 100;

    @TempDir
    Path folder;

    private final byte[] content = new byte[BLOCKS * Reception.BLOCK - 11];
    private final Map<Integer, Integer> sent = new ConcurrentHashMap<>();

    @Test
    void no_block_is_sent_twice_through_a_power_cut() throws Exception {
        new Random(4).nextBytes(content);
        var artifact = new Artifact(Digest.of(content), content.length);
        var before = Files.createDirectories(folder.resolve("before"));
        var after = folder.resolve("after");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = fetcher(before);
            serve(first, BLOCKS / 2);
            var fetched = threads.submit(() -> first.fetch(artifact));
            while (sent.size() < BLOCKS / 2 || held(before) < BLOCKS / 2) {
                Thread.sleep(10);
            }
            // what kill -9 leaves is what is in the files at that moment
            copy(before, after);
            var second = fetcher(after);
            serve(second, BLOCKS);
            assertArrayEquals(content, Files.readAllBytes(second.fetch(artifact)));
            fetched.cancel(true);
        }
        assertEquals(BLOCKS, sent.size());
        sent.forEach((block, times) -> assertEquals(1, times, "block " + block));
    }

    /** The device's own store, on a disk of that folder. */
    static DiskArtifactStore store(Path root) throws IOException {
        var context = (BundleContext) Proxy.newProxyInstance(
                BundleContext.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (_, _, arguments) -> "ripcord.state".equals(arguments[0]) ? root.toString() : null);
        return new DiskArtifactStore(new FakeFacts(root), new StateDisk(context));
    }

    private static BlockFetcher fetcher(Path root) throws IOException {
        return new BlockFetcher(store(root), new Transfer.Pace(16, 1L << 30), () -> System.nanoTime() / 1_000_000);
    }

    /** A console that answers each question, until it sent so many blocks in all and the line is dead. */
    private void serve(BlockFetcher fetcher, int most) {
        fetcher.connected(want -> {
            for (int index : want.indexes()) {
                if (sent.values().stream().mapToInt(Integer::intValue).sum() < most) {
                    sent.merge(index, 1, Integer::sum);
                    fetcher.deliver(block(want, index));
                }
            }
            return true;
        });
    }

    private Block block(Want want, int index) {
        int from = index * Reception.BLOCK;
        int to = Math.min(content.length, from + Reception.BLOCK);
        return new Block.Content(want.artifact().sha256(), index, Arrays.copyOfRange(content, from, to));
    }

    /** How many blocks the disk of that device has. */
    private int held(Path root) throws IOException {
        var looked = folder.resolve("looked" + System.nanoTime());
        copy(root, looked);
        try (var reception = store(looked).receive(new Artifact(Digest.of(content), content.length))) {
            return BLOCKS - reception.missing().cardinality();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
