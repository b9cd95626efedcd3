package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore.Reception;
import io.ripcord.api.message.Block;
import io.ripcord.api.message.Want;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Blocks come twice, in any order, late, too short, too long and of other artifacts: what is whole is what was asked for. */
@Timeout(60)
class StrayBlocksTest {
    private static final int BLOCKS = 60;

    @TempDir
    Path folder;

    private final byte[] content = new byte[BLOCKS * Reception.BLOCK - 100];
    private final Random random = new Random(11);
    private BlockFetcher fetcher;

    @BeforeEach
    void open() throws IOException {
        random.nextBytes(content);
        fetcher = new BlockFetcher(
                ResumeTest.store(folder), new Transfer.Pace(16, 1L << 30), () -> System.nanoTime() / 1_000_000);
    }

    @Test
    void whatever_comes_with_them_and_in_whatever_order() throws Exception {
        fetcher.connected(want -> {
            var answer = new ArrayList<Block>();
            for (int index : want.indexes()) {
                answer.add(block(want, index));
                answer.addAll(strays(want, index));
            }
            Collections.shuffle(answer, random);
            answer.forEach(this::deliverSometime);
            return true;
        });
        assertArrayEquals(content, Files.readAllBytes(fetcher.fetch(artifact())));
    }

    @Test
    void a_block_with_other_content_ends_the_attempt_and_the_next_one_begins_anew() throws Exception {
        fetcher.connected(want -> {
            for (int index : want.indexes()) {
                var block = block(want, index);
                block.content()[0] ^= (byte) (index == 7 ? 1 : 0);
                fetcher.deliver(block);
            }
            return true;
        });
        var no = assertThrows(IOException.class, () -> fetcher.fetch(artifact()));
        assertTrue(no.getMessage().contains("receive all its blocks again"), no.getMessage());
        fetcher.connected(want -> {
            Arrays.stream(want.indexes()).forEach(index -> fetcher.deliver(block(want, index)));
            return true;
        });
        assertArrayEquals(content, Files.readAllBytes(fetcher.fetch(artifact())));
    }

    private List<Block> strays(Want want, int index) {
        var good = block(want, index).content();
        var ours = want.artifact().sha256();
        return switch (random.nextInt(8)) {
            case 0 -> List.of(new Block.Content(ours, index, good));
            case 1 -> List.of(new Block.Content(ours, index, Arrays.copyOf(good, good.length / 2)));
            case 2 -> List.of(new Block.Content(ours, index, Arrays.copyOf(good, good.length + 1)));
            case 3 -> List.of(new Block.Content(Digest.of("another"), index, new byte[Reception.BLOCK]));
            case 4 -> List.of(new Block.Content(ours, BLOCKS + index, new byte[Reception.BLOCK]));
            case 5 -> List.of(new Block.Content(ours, random.nextInt(index + 1), new byte[0]));
            case 6 -> List.of(new Block.Refused(Digest.of("another"), index, "it is gone"));
            default -> List.of();
        };
    }

    private void deliverSometime(Block block) {
        if (random.nextInt(4) > 0) {
            fetcher.deliver(block);
            return;
        }
        long delay = random.nextInt(40);
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(delay);
                fetcher.deliver(block);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Artifact artifact() {
        return new Artifact(Digest.of(content), content.length);
    }

    private Block.Content block(Want want, int index) {
        int from = index * Reception.BLOCK;
        int to = Math.min(content.length, from + Reception.BLOCK);
        return new Block.Content(want.artifact().sha256(), index, Arrays.copyOfRange(content, from, to));
    }
}
