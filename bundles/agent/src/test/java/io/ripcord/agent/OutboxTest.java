package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Event;
import io.ripcord.testkit.FakeHost;
import io.ripcord.testkit.FaultyDisk;
import io.ripcord.testkit.FaultyDisk.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    void events_stay_in_memory_while_the_disk_is_full_and_go_to_disk_when_it_is_not() {
        var disk = new FaultyDisk().failing(Fault.ENOSPC, 0);
        var outbox = new Outbox(host.on(disk), folder, 1);
        add(outbox, "a");
        add(outbox, "b");
        assertEquals("a", outbox.oldest().orElseThrow().name());
        assertTrue(new Outbox(host, folder, 2).oldest().isEmpty());
        disk.heal();
        outbox.acknowledged(1, 1);
        assertEquals("b", outbox.oldest().orElseThrow().name());
        assertEquals("b", new Outbox(host, folder, 2).oldest().orElseThrow().name());
    }

    @ParameterizedTest
    @EnumSource
    void whatever_happens_to_the_disk_events_are_whole_or_gone_and_nothing_is_left_over(Fault fault) throws Exception {
        for (int call = 0; call < 6; call++) {
            var place = folder.resolve(fault + "" + call);
            var disk = new FaultyDisk().failing(fault, call);
            add(new Outbox(new FakeHost().on(disk), place, 1), "a");
            assertTrue(disk.hasStruck() || call > 4, "call " + call);
            var after = new Outbox(host, place, 2);
            assertTrue(after.oldest().map(Event::name).orElse("a").equals("a"));
            add(after, "b");
            after.acknowledged(1, 1);
            after.acknowledged(2, 1);
            try (var left = Files.list(place)) {
                assertTrue(left.allMatch(file -> file.getFileName().toString().startsWith(".")), "only what was aside");
            }
        }
    }

    @Test
    void a_kept_event_torn_at_any_byte_is_passed_over_and_told_of() throws Exception {
        add(new Outbox(host, folder, 1), "a");
        var file = folder.resolve("%019d-%019d.json".formatted(1, 1));
        var whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            var told = new FakeHost();
            assertTrue(new Outbox(told, folder, 2).oldest().isEmpty());
            assertEquals(java.util.List.of(file.getFileName().toString()), told.damaged());
        }
    }

    private static void add(Outbox outbox, String name) {
        outbox.add(Instant.EPOCH, name, "", JsonObject.EMPTY);
    }
}
