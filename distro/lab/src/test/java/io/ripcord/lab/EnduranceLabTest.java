package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonObject;
import io.ripcord.lab.junit.LabTest;
import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Changes, commands and faults in any order, for minutes: at the end the device is what is wanted and holds no more than before. */
@LabTest
final class EnduranceLabTest {
    private static final String[] SOON_HEALTHY = {"--healthy-after", "1"};
    private static final String BROKER = "io.ripcord.broker.Main";
    private static final Duration LENGTH =
            Boolean.getBoolean("ripcord.long") ? Duration.ofMinutes(24) : Duration.ofSeconds(60);
    private static final int MORE_THREADS = 12;
    private static final int MORE_DESCRIPTORS = 12;

    private final Random random = new Random();
    private DeviceScene scene;
    private Rest fleet;
    private Governed locally;
    private Governed remotely;
    private List<SignedFeature> greeters;
    private int greeter = -1;
    private int edits;

    @Test
    void nothing_grows_and_the_end_is_what_is_wanted(Lab lab) throws Exception {
        long seed = Long.getLong("ripcord.seed", System.nanoTime());
        System.out.println("-Dripcord.seed=" + seed);
        random.setSeed(seed);
        start(lab);
        // all that comes for the first time comes once
        greet(1);
        settle();
        greet(0);
        settle();
        disturb(1);
        disturb(2);
        settle();
        Footprint.of(scene.device);
        var files = Remains.of(scene.device);
        var before = Footprint.of(scene.device);
        long began = System.nanoTime();
        int steps = 0;
        while (System.nanoTime() - began < LENGTH.toNanos()) {
            step();
            steps++;
        }
        scene.awaitDevice();
        settle();
        assertWanted();
        settle();
        var after = Footprint.of(scene.device);
        System.out.println(steps + " steps: " + before + ", then " + after);
        assertEquals(Set.of(), Remains.of(scene.device).beyond(files), "more files");
        assertTrue(after.threads() <= before.threads() + MORE_THREADS, "threads: " + before + ", then " + after);
        assertTrue(
                after.fileDescriptors() <= before.fileDescriptors() + MORE_DESCRIPTORS,
                "file descriptors: " + before + ", then " + after);
    }

    private void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        fleet = scene.startConsole(scene.console());
        locally = scene.startDevice(SOON_HEALTHY);
        remotely = scene.enrol(locally, fleet);
        greeters = List.of(scene.signed("greeter"), scene.signed("greeter-2"));
    }

    private void step() throws Exception {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> name();
            case 3, 4 -> greet(random.nextInt(greeters.size() + 1) - 1);
            case 5 -> command();
            case 6 -> settle();
            case 7 -> locally.rest().get("reported");
            default -> disturb(random.nextInt(5));
        }
        Thread.sleep(random.nextInt(1_500));
    }

    private void name() throws IOException, InterruptedException {
        remotely.edit("system", "name", Json.of("name-" + ++edits));
    }

    /** @param which -1 for none */
    private void greet(int which) throws IOException, InterruptedException {
        greeter = which;
        if (which < 0) {
            remotely.edit(Governed.GREETER.domain(), Governed.GREETER.name(), JsonNull.NULL);
        } else {
            remotely.send(greeters.get(which));
        }
    }

    /** One that the device answers with why not. */
    private void command() throws IOException, InterruptedException {
        try {
            fleet.get(remotely.base() + "chutes/nobody/logs");
        } catch (Rest.No _) {
            // it said so, or is not there
        }
    }

    private void disturb(int how) throws Exception {
        switch (how) {
            case 0 -> {
                scene.killDevice();
                scene.device.start(SOON_HEALTHY);
                scene.awaitDevice();
                awaitHealthy();
            }
            case 1 -> broker().kill();
            case 2 -> garbage(scene.cloud.namespace(), Cloud.ADDRESS + ":" + Cloud.MQTT_PORT);
            case 3 -> garbage(scene.board.lan().namespace(), Board.LAN_ADDRESS + ":" + Board.HTTPS_PORT);
            default -> {
                try (var _ = Fault.hung(broker())) {
                    Thread.sleep(random.nextInt(4_000));
                }
            }
        }
    }

    private LiveProcess broker() {
        Await.until(Scene.READY, "a broker runs", () -> scene.find(BROKER).isPresent());
        return scene.process(BROKER);
    }

    private void garbage(Namespace from, String to) throws IOException {
        var bytes = new byte[1 + random.nextInt(64 * 1024)];
        random.nextBytes(bytes);
        var file = scene.lab.home().run().resolve("garbage");
        Files.write(file, bytes);
        // whether it is read to its end is up to who gets it
        var _ = from.run("socat", "-u", "FILE:" + file, "TCP4:" + to);
    }

    /** Many starts in a row that did not last would end in safe mode, without features. */
    private void awaitHealthy() {
        var starts = scene.board.state().resolve("launcher/starts");
        Scene.await(
                Scene.READY,
                "the start counts as a good one",
                () -> Files.readString(starts).strip().equals("0"));
    }

    /** One more edit, which nobody disturbs, comes to its end. */
    private void settle() throws IOException, InterruptedException {
        scene.awaitOnline(remotely);
        name();
        Scene.await(
                Scene.READY,
                "the newest generation is settled",
                () -> remotely.reported().fleetGeneration() == remotely.generation()
                        && remotely.reported().outcome().isPresent());
    }

    private void assertWanted() throws IOException, InterruptedException {
        var reported = locally.reported();
        assertEquals(remotely.generation(), reported.fleetGeneration());
        assertEquals(Optional.of(Outcome.APPLIED), reported.outcome(), reported.json()::text);
        assertEquals(List.of(), reported.units(), reported.json()::text);
        assertEquals(
                Optional.of("name-" + edits),
                Optional.ofNullable(reported.domains().get("system")).flatMap(system -> system.string("name")));
        if (greeter < 0) {
            assertEquals(JsonObject.EMPTY, locally.greeter());
        } else {
            DeviceScene.assertGreets((greeter + 1) + ".0.0", locally);
        }
    }
}
