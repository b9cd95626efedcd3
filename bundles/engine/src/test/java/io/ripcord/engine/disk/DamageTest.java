package io.ripcord.engine.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonObject;
import io.ripcord.engine.disk.LogFile.Line;
import io.ripcord.testkit.FakeHost;
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
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertEquals(Optional.of("first"), read(), "length " + length);
        }
        slots.write(bytes("third"));
        assertEquals(Optional.of("third"), read());
        Files.delete(file);
        assertEquals(Optional.of("first"), read(), "the good copy was not written over");
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
            var lines = new LogFile(host, file).read();
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

    private Optional<String> read() {
        return new SlotFile(host, folder, "value").read(content -> new String(content, StandardCharsets.UTF_8));
    }

    private static Line line(int number) {
        return new Line("kind", JsonObject.EMPTY.with("number", number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
