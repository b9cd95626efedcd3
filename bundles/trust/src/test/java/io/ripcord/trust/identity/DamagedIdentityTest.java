package io.ripcord.trust.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device stays who it is, whatever byte of its identity the flash loses. */
class DamagedIdentityTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();

    @Test
    void keys_torn_or_flipped_at_any_byte_are_read_from_their_twin_and_told_of() throws IOException {
        var identity = open(new FakeHost());
        var seal = identity.seal(new byte[] {1});
        for (var name : List.of("device.key", ".device.key.twin", "seal.key", ".seal.key.twin")) {
            var file = folder.resolve(name);
            var whole = Files.readAllBytes(file);
            for (int i = 0; i < whole.length; i++) {
                var flipped = whole.clone();
                flipped[i] ^= (byte) (1 << i % 8);
                for (var damaged : List.of(Arrays.copyOf(whole, i), flipped)) {
                    Files.write(file, damaged);
                    var told = new FakeHost();
                    var again = open(told);
                    assertEquals(identity.id(), again.id(), name + " at " + i);
                    assertArrayEquals(seal, again.seal(new byte[] {1}), name + " at " + i);
                    assertEquals(List.of(name), told.damaged(), name + " at " + i);
                    assertArrayEquals(whole, Files.readAllBytes(file), "it is mended");
                }
            }
        }
    }

    @Test
    void a_damaged_floor_of_the_clock_is_told_of_and_is_never_before_the_build() throws IOException {
        clock.set(Instant.EPOCH);
        open(new FakeHost()).raiseFloor(BUILT.plus(Duration.ofDays(3)));
        var file = folder.resolve("clock-floor");
        int length = Files.readAllBytes(file).length;
        for (int i = 0; i < length - 2; i++) {
            open(new FakeHost()).raiseFloor(BUILT.plus(Duration.ofDays(3)));
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), i));
            var told = new FakeHost();
            assertTrue(!open(told).trustedNow().isBefore(BUILT));
            assertEquals(List.of("clock-floor"), told.damaged(), "cut at " + i);
            Files.delete(file);
        }
    }

    private BoardIdentity open(FakeHost host) throws IOException {
        return new BoardIdentity(folder, host, clock, BUILT);
    }
}
