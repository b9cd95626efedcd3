package io.ripcord.engine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.disk.DiskPoint;
import io.ripcord.api.json.JsonObject;
import io.ripcord.engine.disk.LogFile.Line;
import io.ripcord.testkit.FakeHost;
import io.ripcord.testkit.FaultyDisk;
import io.ripcord.testkit.FaultyDisk.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {
    @TempDir
    Path folder;

    private final FakeHost host = new FakeHost();
    private FakeHost told = host;

    @Test
    void any_flipped_bit_or_cut_of_the_newest_copy_gives_the_one_before_it() throws IOException {
        var slots = new SlotFile(host, folder, "value");
        slots.write(bytes("first"));
        slots.write(bytes("second"));
        assertEquals(Optional.of("second"), read());
        var file = folder.resolve("value.b");
        var whole = Files.readAllBytes(file);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            var damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            assertEquals(Optional.of("first"), read(), "bit " + bit);
            assertEquals(List.of("value.b"), told.damaged(), "bit " + bit);
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertEquals(Optional.of("first"), read(), "length " + length);
            assertEquals(List.of("value.b"), told.damaged(), "length " + length);
        }
        slots.write(bytes("third"));
        assertEquals(Optional.of("third"), read());
        Files.delete(file);
        assertEquals(Optional.of("first"), read(), "the good copy was not written over");
    }

    @Test
    void a_power_cut_in_the_middle_of_a_write_leaves_the_value_before_it() throws IOException {
        var slots = new SlotFile(host, folder, "value");
        slots.write(bytes("first, which is longer than the others"));
        slots.write(bytes("second"));
        host.cutAt(host.writes(), () -> {});
        assertThrows(IOException.class, () -> slots.write(bytes("third")));
        assertEquals(Optional.of("second"), read());
    }

    @Test
    void damaged_lines_of_a_log_are_left_out_and_the_others_stay() throws IOException {
        var file = folder.resolve("log");
        new LogFile(host, file).append(List.of(line(1), line(2), line(3)), true);
        var whole = Files.readAllBytes(file);
        int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int bit = 0; bit < first * 8; bit++) {
            var damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            told = new FakeHost();
            var lines = new LogFile(told, file).read();
            assertEquals(List.of("log"), told.damaged(), "bit " + bit);
            assertTrue(lines.equals(List.of(line(2), line(3))) || lines.equals(List.of(line(3))), "bit " + bit);
        }
        for (int length = first; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            var log = new LogFile(host, file);
            int kept = log.read().size();
            log.append(List.of(line(4)), false);
            assertEquals(kept + 1, new LogFile(host, file).read().size(), "length " + length);
        }
    }

    @Test
    void a_sync_that_failed_makes_the_next_one_write_all_that_may_be_lost() throws IOException {
        var file = folder.resolve("log");
        var log = new LogFile(host, file);
        log.append(List.of(line(1)), false);
        var disk = new FaultyDisk();
        new LogFile(new FakeHost().on(disk), folder.resolve("dry")).append(List.of(line(0)), true);
        int sync = disk.made().stream().map(FaultyDisk.Made::point).toList().indexOf(DiskPoint.APPEND_SYNC);
        host.on(new FaultyDisk().failing(Fault.EIO, sync));
        assertThrows(IOException.class, () -> log.append(List.of(line(2)), true));
        assertEquals(List.of(line(1)), new LogFile(host, file).read(), "it failed, so it is not there");
        var after = new FaultyDisk();
        host.on(after);
        log.append(List.of(line(3)), true);
        assertTrue(after.reached().contains(DiskPoint.REPLACE_SYNC), "line 1 was never known to be on disk");
        assertEquals(List.of(line(1), line(3)), new LogFile(host, file).read());
        log.append(List.of(line(4)), true);
        assertEquals(List.of(line(1), line(3), line(4)), new LogFile(host, file).read());
    }

    private Optional<String> read() {
        told = new FakeHost();
        return new SlotFile(told, folder, "value").read(content -> new String(content, StandardCharsets.UTF_8));
    }

    private static Line line(int number) {
        return new Line("kind", JsonObject.EMPTY.with("number", number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
