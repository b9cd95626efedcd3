package io.ripcord.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore.Reception;
import io.ripcord.api.disk.DiskCalls;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receives random artifacts while the power is cut at random: blocks, claims and lengths are lost or torn on disk. */
class PowerCutTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void never_counts_a_block_that_is_not_there_and_comes_to_an_end(int seed) throws IOException {
        var random = new Random(seed);
        var bytes = new byte[random.nextInt(1, 12 * Reception.BLOCK)];
        random.nextBytes(bytes);
        var artifact = new Artifact(Digest.of(bytes), bytes.length);
        for (int cuts = 0; cuts < 5; cuts++) {
            session(artifact, bytes, random, random.nextInt(6));
            cut(artifact, random);
        }
        session(artifact, bytes, random, Integer.MAX_VALUE);
        assertArrayEquals(
                bytes, Files.readAllBytes(open().find(artifact.sha256()).orElseThrow()));
    }

    private DiskArtifactStore open() throws IOException {
        return new DiskArtifactStore(
                root,
                new Room.Limits(Long.MAX_VALUE, 0),
                () -> 0,
                InstantSource.system(),
                new StateDisk(root, DiskCalls.PLAIN));
    }

    /** A start of the device that receives some of the missing blocks and then just ends. */
    private void session(Artifact artifact, byte[] bytes, Random random, int blocks) throws IOException {
        var reception = open().receive(artifact);
        checkHeld(artifact, bytes, reception);
        for (int n = 0; n < blocks && !reception.missing().isEmpty(); n++) {
            var missing = reception.missing().stream().toArray();
            int block = missing[random.nextInt(missing.length)];
            reception.write(block, block(bytes, block));
            assertFalse(reception.missing().get(block));
        }
        if (blocks == Integer.MAX_VALUE) {
            reception.complete();
        }
    }

    private void checkHeld(Artifact artifact, byte[] bytes, Reception reception) throws IOException {
        var missing = reception.missing();
        var content = Files.readAllBytes(content(artifact));
        for (int block = missing.nextClearBit(0); block < reception.blocks(); block = missing.nextClearBit(block + 1)) {
            assertArrayEquals(block(bytes, block), block(content, block));
        }
    }

    /** What a file system may leave of writes that were not synced. */
    private void cut(Artifact artifact, Random random) throws IOException {
        var content = content(artifact);
        var claims = content.resolveSibling(content.getFileName() + ".claims");
        for (var file : new Path[] {content, claims}) {
            try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
                switch (random.nextInt(4)) {
                    case 0 -> raw.setLength(random.nextLong(raw.length() + 1));
                    case 1 -> zero(raw, random);
                    case 2 -> Files.delete(file);
                    default -> {}
                }
            }
        }
    }

    private static void zero(RandomAccessFile raw, Random random) throws IOException {
        if (raw.length() > 0) {
            long from = random.nextLong(raw.length());
            raw.seek(from);
            raw.write(new byte[(int) Math.min(random.nextInt(1, 100_000), raw.length() - from)]);
        }
    }

    private Path content(Artifact artifact) {
        return root.resolve("partial").resolve(artifact.sha256() + "." + artifact.size());
    }

    private static byte[] block(byte[] whole, int block) {
        return Arrays.copyOfRange(
                whole, block * Reception.BLOCK, Math.min(whole.length, (block + 1) * Reception.BLOCK));
    }
}
