package io.ripcord.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.disk.DiskCalls;
import io.ripcord.api.trust.Digest;
import io.ripcord.testkit.FaultyDisk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskArtifactStoreTest {
    private static final int BLOCK = 64 * 1024;
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path root;

    private long nanos;
    private DiskArtifactStore store;

    @BeforeEach
    void open() throws IOException {
        store = open(Long.MAX_VALUE);
    }

    private DiskArtifactStore open(long most) throws IOException {
        return new DiskArtifactStore(
                root.resolve("artifacts"),
                new Room.Limits(most, 0),
                () -> nanos,
                () -> NOW,
                new StateDisk(root, DiskCalls.PLAIN));
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static Artifact artifact(byte[] bytes) {
        return new Artifact(Digest.of(bytes), bytes.length);
    }

    private static byte[] block(byte[] whole, int block) {
        return Arrays.copyOfRange(whole, block * BLOCK, Math.min(whole.length, (block + 1) * BLOCK));
    }

    private int files(String folder) throws IOException {
        try (var files = Files.list(root.resolve("artifacts").resolve(folder))) {
            return (int) files.count();
        }
    }

    @Test
    void keeps_what_is_what_it_was_said_to_be() throws IOException {
        var bytes = bytes(100_000);
        var file = store.put(artifact(bytes), new ByteArrayInputStream(bytes));
        assertArrayEquals(bytes, Files.readAllBytes(file));
        assertEquals(file, store.find(Digest.of(bytes)).orElseThrow());
        assertEquals(Set.of(Digest.of(bytes)), store.list());
        assertEquals(0, files("partial"));
    }

    @Test
    void what_the_flash_tore_or_flipped_is_not_found_and_can_come_again() throws IOException {
        var bytes = bytes(100);
        var file = store.put(artifact(bytes), new ByteArrayInputStream(bytes));
        for (int i = 0; i < bytes.length; i++) {
            var flipped = bytes.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            for (var damaged : List.of(Arrays.copyOf(bytes, i), flipped)) {
                Files.deleteIfExists(file);
                Files.write(file, damaged);
                var disk = new StateDisk(root, new FaultyDisk());
                store = new DiskArtifactStore(
                        root.resolve("artifacts"), new Room.Limits(1000, 0), () -> nanos, () -> NOW, disk);
                assertTrue(store.find(Digest.of(bytes)).isEmpty());
                assertEquals(List.of("artifacts/complete/" + Digest.of(bytes)), disk.damaged());
                store.put(artifact(bytes), new ByteArrayInputStream(bytes));
                assertArrayEquals(bytes, Files.readAllBytes(file));
            }
        }
    }

    @Test
    void nothing_stays_of_what_differs_from_its_name() throws IOException {
        var bytes = bytes(1000);
        var wrongDigest = new Artifact(Digest.of("else"), 1000);
        var tooShort = new Artifact(Digest.of(bytes), 1001);
        var tooLong = new Artifact(Digest.of(bytes), 999);
        for (var wrong : List.of(wrongDigest, tooShort, tooLong)) {
            assertThrows(IOException.class, () -> store.put(wrong, new ByteArrayInputStream(bytes)));
        }
        assertThrows(IOException.class, () -> store.put(new ByteArrayInputStream(bytes), 999));
        assertEquals(0, files("partial") + files("complete"));
    }

    @Test
    void receives_blocks_in_any_order_over_restarts() throws IOException {
        var bytes = bytes(2 * BLOCK + 17);
        try (var reception = store.receive(artifact(bytes))) {
            assertEquals(3, reception.blocks());
            reception.write(2, block(bytes, 2));
        }
        open();
        try (var reception = store.receive(artifact(bytes))) {
            assertEquals("{0, 1}", reception.missing().toString());
            assertThrows(IOException.class, reception::complete);
            reception.write(0, block(bytes, 0));
            reception.write(1, block(bytes, 1));
            assertArrayEquals(bytes, Files.readAllBytes(reception.complete()));
        }
        assertEquals(0, files("partial"));
        try (var again = store.receive(artifact(bytes))) {
            assertTrue(again.missing().isEmpty());
            assertEquals(store.find(Digest.of(bytes)).orElseThrow(), again.complete());
        }
    }

    @Test
    void an_empty_artifact_has_no_blocks() throws IOException {
        try (var reception = store.receive(artifact(new byte[0]))) {
            assertEquals(0, reception.blocks());
            assertEquals(0, Files.size(reception.complete()));
        }
    }

    @Test
    void refuses_blocks_that_do_not_belong_to_it() throws IOException {
        var bytes = bytes(BLOCK + 1);
        try (var reception = store.receive(artifact(bytes))) {
            assertThrows(IOException.class, () -> reception.write(2, new byte[1]));
            assertThrows(IOException.class, () -> reception.write(-1, new byte[1]));
            assertThrows(IOException.class, () -> reception.write(0, new byte[1]));
            assertThrows(IOException.class, () -> reception.write(1, new byte[2]));
            assertEquals(2, reception.missing().cardinality());
        }
    }

    @Test
    void asks_for_all_again_when_the_whole_differs() throws IOException {
        var artifact = new Artifact(Digest.of("else"), BLOCK + 1);
        try (var reception = store.receive(artifact)) {
            reception.write(0, new byte[BLOCK]);
            reception.write(1, new byte[1]);
            assertThrows(IOException.class, reception::complete);
            assertEquals(2, reception.missing().cardinality());
        }
        assertTrue(store.find(artifact.sha256()).isEmpty());
    }

    @Test
    void one_reception_of_an_artifact_at_a_time() throws IOException {
        var artifact = artifact(bytes(10));
        var first = store.receive(artifact);
        assertThrows(IOException.class, () -> store.receive(artifact));
        first.close();
        var second = store.receive(artifact);
        first.close();
        assertThrows(IOException.class, () -> store.receive(artifact));
        second.close();
    }

    @Test
    void retains_what_is_named_or_came_within_the_hour() throws IOException {
        var old = store.put(new ByteArrayInputStream(bytes(1)), 10).sha256();
        var kept = store.put(new ByteArrayInputStream(bytes(2)), 10).sha256();
        nanos = Duration.ofMinutes(61).toNanos();
        var recent = store.put(new ByteArrayInputStream(bytes(3)), 10).sha256();
        store.retain(List.of(kept));
        assertEquals(Set.of(kept, recent), store.list());
        assertFalse(store.find(old).isPresent());
    }

    @Test
    void drops_partial_artifacts_untouched_for_a_day() throws IOException {
        for (int size : new int[] {5, 6}) {
            try (var reception = store.receive(artifact(bytes(size)))) {
                reception.write(0, bytes(size));
            }
        }
        touch(artifact(bytes(5)), NOW.minus(Duration.ofHours(25)));
        touch(artifact(bytes(6)), NOW.minus(Duration.ofHours(23)));
        store.retain(List.of());
        assertEquals(2, files("partial"));
        try (var reception = store.receive(artifact(bytes(6)))) {
            assertTrue(reception.missing().isEmpty());
        }
    }

    @Test
    void makes_room_at_the_cost_of_the_oldest_abandoned_reception_only() throws IOException {
        store = open(100);
        store.put(artifact(bytes(40)), new ByteArrayInputStream(bytes(40)));
        store.receive(artifact(bytes(20))).close();
        store.receive(artifact(bytes(21))).close();
        touch(artifact(bytes(20)), NOW.minusSeconds(100));
        touch(artifact(bytes(21)), NOW);
        try (var open = store.receive(artifact(bytes(30)))) {
            assertEquals(1, open.missing().cardinality());
            assertFalse(Files.exists(content(artifact(bytes(20)))));
            assertTrue(Files.exists(content(artifact(bytes(21)))));
            assertThrows(IOException.class, () -> store.receive(artifact(bytes(31))));
            assertThrows(IOException.class, () -> store.put(new ByteArrayInputStream(bytes(31)), 1000));
        }
        assertEquals(Set.of(Digest.of(bytes(40))), store.list());
    }

    private Path content(Artifact artifact) {
        return root.resolve("artifacts/partial/" + artifact.sha256() + "." + artifact.size());
    }

    private void touch(Artifact artifact, Instant time) throws IOException {
        Files.setLastModifiedTime(content(artifact), FileTime.from(time));
    }
}
