package io.ripcord.lab;

import static io.ripcord.lab.DeviceScene.assertGreets;
import static io.ripcord.lab.Governed.GREETER;
import static io.ripcord.lab.Governed.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.lab.junit.LabTest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Features that harm the whole process: the device goes back to what was good, says why, and does not try it again. */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RogueDeviceLabTest {
    private static final String[] QUICK = {"--healthy-after", "2", "--silent-for", "10", "--most-threads", "300"};

    private DeviceScene scene;
    private Governed device;

    @BeforeAll
    void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        device = scene.startDevice(QUICK);
        assertEquals(
                Optional.of(Outcome.APPLIED),
                device.install(scene.signed("greeter")).outcome());
    }

    @ParameterizedTest
    @Order(1)
    @CsvSource({
        "exit, true, bundle example.greeter.provider 3.1.0 ended the process in example.greeter",
        "deadlock, false, Threads wait for each other for ever",
    })
    void what_harms_the_process_is_taken_back_and_not_tried_again(String deed, boolean restarts, String words)
            throws Exception {
        isTakenBack(deed, restarts, words);
    }

    @Tag("long")
    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "halt, true, 'without order, with code 0'",
        "heap, true, ran out of memory",
        "threads, true, and 300 are the most",
        "starve, true, did not answer",
        "spin, true, spins on",
    })
    void what_harms_the_process_in_another_way_is_taken_back_and_not_tried_again(
            String deed, boolean restarts, String words) throws Exception {
        isTakenBack(deed, restarts, words);
    }

    private void isTakenBack(String deed, boolean restarts, String words) throws Exception {
        var jvm = scene.device.jvm();
        long began = System.nanoTime();
        var change = device.install(rogue(deed, 0));
        System.out.println(deed + ": settled after "
                + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s, gap "
                + result(change, GREETER).gapMillis() + " ms: "
                + result(change, GREETER).reason());
        assertEquals(Optional.of(Outcome.FAILED), change.outcome(), change.json()::text);
        assertTrue(result(change, GREETER).reason().contains(words), change.json()::text);
        assertEquals(restarts, !jvm.equals(scene.device.jvm()), "a restart of the process");
        awaitHealthy();
        assertGreets("1.0.0", device);
        var again = scene.device.jvm();
        var other = device.change("system", "name", Json.of("gate-" + deed));
        assertEquals(Optional.of(Outcome.PARTLY_APPLIED), other.outcome(), other.json()::text);
        assertTrue(result(other, GREETER).reason().contains("not tried again"), other.json()::text);
        assertEquals(again, scene.device.jvm());
        assertGreets("1.0.0", device);
    }

    @Test
    @Order(3)
    void threads_that_a_feature_leaves_behind_are_told_of() throws Exception {
        assertApplied(device.install(rogue("leak", 0)));
        assertApplied(device.install(scene.signed("greeter")));
        var log = Files.readString(scene.board.state().resolve("log/device.log"));
        assertTrue(log.contains("left 1 threads behind when they stopped"), "the log tells of it");
        assertTrue(log.contains("thread rogue in example.greeter.provider.RogueGreeter"), "and names it");
    }

    @Test
    @Order(4)
    void a_feature_that_blocks_in_its_stop_gives_way_to_the_next_version() throws Exception {
        assertApplied(device.install(rogue("hang-in-stop", 0)));
        var jvm = scene.device.jvm();
        assertApplied(device.install(scene.signed("greeter-2")));
        assertNotEquals(jvm, scene.device.jvm());
        awaitHealthy();
        assertGreets("2.0.0", device);
        assertEquals(List.of(), device.reported().units());
    }

    @Tag("long")
    @ParameterizedTest
    @Order(5)
    @CsvSource({"exit, 8, ended the process in example.greeter", "listener, 0, did not answer for"})
    void a_feature_that_ends_the_process_soon_after_each_start_goes_back_to_the_old_version(
            String deed, int delay, String words) throws Exception {
        scene.device.stop();
        scene.device.start("--healthy-after", "30", "--silent-for", "10");
        scene.awaitDevice();
        var change = device.install(rogue(deed, delay));
        assertApplied(change);
        DeviceScene.await(
                Duration.ofMinutes(4),
                "the old version is back",
                () -> Files.readString(scene.board.state().resolve("launcher/starts"))
                                .strip()
                                .equals("0")
                        && device.greeter().string("version").equals(Optional.of("2.0.0")));
        var unit = device.reported().units().getFirst();
        assertEquals(GREETER, unit.unit());
        assertEquals(Outcome.FAILED, unit.outcome());
        assertTrue(unit.reason().contains(words), unit.reason());
        assertTrue(unit.reason().contains("again and again"), unit.reason());
        awaitHealthy();
        assertGreets("2.0.0", device);
    }

    @Tag("long")
    @Test
    @Order(6)
    void safe_mode_names_what_it_leaves_alone_and_ends_with_a_new_version() throws Exception {
        scene.device.stop();
        Files.writeString(scene.board.state().resolve("launcher/starts"), "6\n");
        scene.device.start(QUICK);
        scene.awaitDevice();
        DeviceScene.await(
                DeviceScene.READY,
                "the greeter is told of",
                () -> device.reported().units().stream()
                        .anyMatch(unit ->
                                unit.unit().equals(GREETER) && unit.reason().contains("safe mode")));
        assertEquals(JsonObject.EMPTY, device.greeter());
        var jvm = scene.device.jvm();
        assertApplied(device.install(scene.signed("greeter")));
        DeviceScene.await(
                DeviceScene.READY,
                "all is started again",
                () -> !jvm.equals(scene.device.jvm())
                        && device.greeter().string("version").equals(Optional.of("1.0.0")));
        awaitHealthy();
        assertGreets("1.0.0", device);
        assertEquals(List.of(), device.reported().units());
    }

    private static void assertApplied(ChangeRecord change) {
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
    }

    private SignedFeature rogue(String deed, int delay) throws IOException {
        var configuration = JsonObject.EMPTY.with("deed", deed).with("delay:Integer", delay);
        var patch =
                JsonObject.EMPTY.with("configurations", JsonObject.EMPTY.with("example.greeter.rogue", configuration));
        return SignedFeature.of(scene.sample("broken/rogue"), patch, scene.key);
    }

    private void awaitHealthy() {
        var starts = scene.board.state().resolve("launcher/starts");
        DeviceScene.await(
                DeviceScene.READY,
                "the start counts as a good one",
                () -> Files.readString(starts).strip().equals("0"));
    }
}
