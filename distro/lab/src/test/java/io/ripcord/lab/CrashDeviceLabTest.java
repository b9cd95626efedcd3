package io.ripcord.lab;

import static io.ripcord.lab.DeviceScene.assertGreets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.lab.junit.LabTest;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The JVM may be killed at any moment: the device is then as it was before the change or as it is after it, and says which. */
@LabTest
final class CrashDeviceLabTest {
    private static final String[] SOON_HEALTHY = {"--healthy-after", "1"};
    private static final int ROUNDS = Boolean.getBoolean("ripcord.long") ? 60 : 6;

    @Test
    void old_or_new_after_a_kill_and_nothing_else(Lab lab) throws Exception {
        long seed = Long.getLong("ripcord.seed", System.nanoTime());
        System.out.println("-Dripcord.seed=" + seed);
        var random = new Random(seed);
        var scene = new DeviceScene(lab);
        var device = scene.startDevice(SOON_HEALTHY);
        var features = new SignedFeature[] {scene.signed("greeter"), scene.signed("greeter-2")};
        var versions = new String[] {"1.0.0", "2.0.0"};
        int length = millisOfFirstChange(device, features[0]);
        System.out.println("a change takes " + length + " ms");
        int stands = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int next = 1 - stands;
            long generation = device.send(features[next]);
            // short ones more often: later changes are faster than the first, and most happens at their beginning
            int delay = (int) (length * random.nextDouble() * random.nextDouble());
            Thread.sleep(delay);
            scene.killDevice();
            scene.device.start(SOON_HEALTHY);
            scene.awaitDevice();
            awaitHealthy(scene);
            var change = device.settled(generation);
            System.out.println("round " + round + ": killed after " + delay + " ms, "
                    + change.outcome().orElseThrow());
            stands = change.outcome().equals(Optional.of(Outcome.APPLIED)) ? next : stands;
            assertTrue(
                    stands == next || change.outcome().equals(Optional.of(Outcome.UNCONFIRMED)), change.json()::text);
            assertGreets(versions[stands], device);
            var reported = device.reported();
            assertEquals(generation, reported.localGeneration());
            assertEquals(Optional.of(change.id()), reported.last());
            assertEquals(
                    features[stands].entry().string("sha256"), device.greeter().string("sha256"));
            assertEquals(stands == next ? 0 : 1, reported.units().size(), reported.json()::text);
        }
    }

    /** Many starts in a row that did not last would end in safe mode, without features. */
    private static void awaitHealthy(DeviceScene scene) {
        var starts = scene.board.state().resolve("launcher/starts");
        DeviceScene.await(
                DeviceScene.READY,
                "the start counts as a good one",
                () -> Files.readString(starts).strip().equals("0"));
    }

    private static int millisOfFirstChange(Governed device, SignedFeature feature) throws Exception {
        long generation = device.send(feature);
        long began = System.nanoTime();
        assertEquals(Optional.of(Outcome.APPLIED), device.settled(generation).outcome());
        return (int) ((System.nanoTime() - began) / 1_000_000);
    }
}
