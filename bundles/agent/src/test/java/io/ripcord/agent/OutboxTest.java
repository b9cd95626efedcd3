package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonObject;
import io.ripcord.testkit.FakeHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    @TempDir
    Path folder;

    private final FakeHost host = new FakeHost();

    @Test
    void tells_the_oldest_until_it_is_acknowledged_also_after_a_restart() {
        var first = new Outbox(host, folder, 1);
        add(first, "a");
        add(first, "b");
        var second = new Outbox(host, folder, 2);
        add(second, "c");
        assertEquals("a", second.oldest().orElseThrow().name());
        second.acknowledged(1, 1);
        assertEquals("b", second.oldest().orElseThrow().name());
        second.acknowledged(2, 1);
        assertEquals(
                "b", second.oldest().orElseThrow().name(), "an earlier boot's events have a watermark of their own");
        second.acknowledged(1, 9);
        assertTrue(second.oldest().isEmpty());
        assertTrue(new Outbox(host, folder, 3).oldest().isEmpty());
    }

    @Test
    void stays_within_a_mebibyte_and_lets_the_oldest_go() {
        var outbox = new Outbox(host, folder, 1);
        var detail = JsonObject.EMPTY.with("x", "y".repeat(30_000));
        for (int i = 0; i < 60; i++) {
            outbox.add(Instant.EPOCH, "e", "", detail);
        }
        long bytes = 0;
        for (var file : folder.toFile().listFiles()) {
            bytes += file.length();
        }
        assertTrue(bytes <= Outbox.MAX_BYTES);
        assertTrue(outbox.oldest().orElseThrow().sequence() > 20);
    }

    @Test
    void passes_over_a_file_that_cannot_be_read() throws Exception {
        var outbox = new Outbox(host, folder, 1);
        add(outbox, "a");
        add(outbox, "b");
        Files.writeString(folder.resolve("%019d-%019d.json".formatted(1, 1)), "{");
        assertEquals("b", outbox.oldest().orElseThrow().name());
    }

    @Test
    void a_full_disk_loses_the_event_and_nothing_else() {
        var outbox = new Outbox(host.cutAt(0, () -> {}), folder, 1);
        add(outbox, "a");
        assertTrue(outbox.oldest().isEmpty());
    }

    private static void add(Outbox outbox, String name) {
        outbox.add(Instant.EPOCH, name, "", JsonObject.EMPTY);
    }
}
