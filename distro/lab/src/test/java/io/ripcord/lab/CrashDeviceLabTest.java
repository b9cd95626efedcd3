package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.lab.junit.LabTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The JVM may be killed at any moment: the device is then as it was before the change or as it is after it, and says which. */
@LabTest
final class CrashDeviceLabTest {
    private static final int ROUNDS = Boolean.getBoolean("ripcord.long") ? 60 : 6;

    @Test
    void old_or_new_after_a_kill_and_nothing_else(Lab lab) throws Exception {
        long seed = Long.getLong("ripcord.seed", System.nanoTime());
        System.out.println("-Dripcord.seed=" + seed);
        var kills = Kills.start(new DeviceScene(lab), seed);
        for (int round = 0; round < ROUNDS; round++) {
            var kill = kills.once(Duration.ZERO);
            System.out.println("round " + round + ": " + kill.told());
            assertEquals(List.of(), kill.wrongs());
        }
    }
}
