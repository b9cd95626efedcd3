package io.ripcord.lab;

import static io.ripcord.lab.DeviceScene.assertGreets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;
import io.ripcord.lab.junit.LabTest;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A device whose state folder is a small ext4 of its own, caches and logs in memory, as on a board with little flash: full,
 * out of inodes, read-only. What runs goes on, what cannot be kept is refused with a sentence, and no restart is needed.
 */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FullDiskLabTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String[] SOON_HEALTHY = {"--healthy-after", "1"};
    private static final int MEBIBYTES = 96;
    private static final int MOST_BLOCKS = Boolean.getBoolean("ripcord.long") ? 64 : 4;

    private DeviceScene scene;
    private Runner runner;
    private Governed device;
    private String state;
    private LiveProcess jvm;
    private int edits;

    @BeforeAll
    void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        state = scene.board.state().toString();
        var image = lab.home().root().resolve("flash.img").toString();
        inside("truncate", "-s", MEBIBYTES + "M", image);
        inside("mkfs.ext4", "-q", "-m", "0", "-N", "1024", image);
        inside("mkdir", "-p", state);
        inside("mount", "-o", "loop", image, state);
        for (var inMemory : new String[] {"run", "log", "framework"}) {
            inside("mkdir", state + "/" + inMemory);
            inside("mount", "-t", "tmpfs", "tmpfs", state + "/" + inMemory);
        }
        var installed = scene.device;
        // who is outside sees what is mounted inside through the namespace
        runner = new Runner(
                lab,
                installed.namespace(),
                installed.name(),
                installed.folder(),
                scene.board.namespace().path(state),
                installed.etc());
        runner.start(SOON_HEALTHY);
        var forwarder = scene.board.forward(0);
        awaitDevice();
        device = Governed.locally(
                new Rest(forwarder, runner.state(), runner.state().resolve("identity/web.crt")));
        jvm = runner.jvm().orElseThrow();
        assertEquals(
                Optional.of(Outcome.APPLIED),
                device.install(scene.signed("greeter")).outcome());
    }

    @Test
    @Order(1)
    void a_full_disk_refuses_artifacts_and_edits_and_leaves_what_runs_alone() throws Exception {
        fill(0);
        refusesAll();
        empty();
        recovers();
        var change = device.install(scene.signed("greeter-2"));
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
        assertGreets("2.0.0", device);
    }

    @Test
    @Order(2)
    void with_any_few_blocks_left_a_change_is_there_or_not_as_told() throws Exception {
        int refused = 0;
        int applied = 0;
        for (int blocks = 0; blocks <= MOST_BLOCKS; blocks++) {
            fill(blocks);
            boolean isApplied = appliesOrRefuses();
            applied += isApplied ? 1 : 0;
            refused += isApplied ? 0 : 1;
            empty();
            recovers();
        }
        System.out.println(applied + " applied, " + refused + " refused");
        assertTrue(applied > 0 && refused > 0, applied + " applied, " + refused + " refused");
    }

    @Test
    @Order(3)
    void a_disk_without_inodes_is_a_full_one() throws Exception {
        inside("mkdir", "-p", state + "/filler");
        inside(
                "/bin/bash",
                "-c",
                "for ((i = 0; i < 2000; i++)); do : >'" + state + "'/filler/$i; done 2>/dev/null; true");
        var content = "an artifact that is not there yet".getBytes(StandardCharsets.UTF_8);
        var path = "artifacts/" + Digest.of(content).hex();
        assertThrows(Rest.No.class, () -> device.rest().put(path, content));
        appliesOrRefuses();
        inside("rm", "-rf", state + "/filler");
        recovers();
        device.rest().put(path, content);
    }

    @Test
    @Order(4)
    void a_disk_that_became_read_only_is_told_of_and_services_run_on() throws Exception {
        DeviceScene.await(
                PATIENCE,
                "nobody writes at present",
                () -> scene.board
                        .namespace()
                        .run("mount", "-o", "remount,ro", state)
                        .ok());
        DeviceScene.await(
                PATIENCE, "it is told of before anybody writes", () -> trouble().contains("Read-only"));
        refusesEdits();
        inside("mount", "-o", "remount,rw", state);
        recovers();
    }

    @Test
    @Order(5)
    void a_device_starts_on_a_full_disk_as_it_was() throws Exception {
        var name = name();
        fill(0);
        scene.lab.ledger().process(runner.name()).orElseThrow().kill();
        runner.kill();
        runner.start(SOON_HEALTHY);
        awaitDevice();
        jvm = runner.jvm().orElseThrow();
        DeviceScene.await(PATIENCE, "all is as it was", () -> name().equals(name));
        DeviceScene.await(
                PATIENCE,
                "the feature runs",
                () -> device.greeter().get("running").equals(Optional.of(Json.of(true))));
        appliesOrRefuses();
        empty();
        recovers();
    }

    /** Whether an edit was applied; what is said of it is so. */
    private boolean appliesOrRefuses() throws Exception {
        var before = name();
        var wanted = nextName();
        try {
            var change = device.change("system", "name", Json.of(wanted));
            boolean isApplied = change.outcome().equals(Optional.of(Outcome.APPLIED));
            assertEquals(isApplied ? wanted : before, name(), change.json()::text);
            assertTrue(isApplied
                    || change.units().stream().allMatch(unit -> unit.reason().contains("disk")));
            return isApplied;
        } catch (Rest.No no) {
            assertTrue(no.getMessage().contains("could not be kept on disk"), no.getMessage());
            assertEquals(before, name());
            return false;
        }
    }

    private void refusesAll() throws Exception {
        var no = assertThrows(Rest.No.class, () -> device.send(scene.signed("greeter-2")));
        assertTrue(no.getMessage().contains("left") || no.getMessage().contains("fit"), no.getMessage());
        refusesEdits();
        assertGreets("1.0.0", device);
    }

    private void refusesEdits() throws Exception {
        var before = name();
        var no = assertThrows(Rest.No.class, () -> device.change("system", "name", Json.of(nextName())));
        assertTrue(no.getMessage().contains("could not be kept on disk"), no.getMessage());
        assertEquals(before, name());
        DeviceScene.await(PATIENCE, "the trouble is reported", () -> !trouble().isEmpty());
        assertEquals(Optional.of(jvm), runner.jvm());
    }

    private void recovers() throws Exception {
        DeviceScene.await(
                PATIENCE, "no trouble is reported any more", () -> trouble().isEmpty());
        var wanted = nextName();
        var change = device.change("system", "name", Json.of(wanted));
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
        assertEquals(wanted, name());
        assertEquals(Optional.of(jvm), runner.jvm(), "without a restart");
        assertFalse(
                scene.board
                        .namespace()
                        .run("sh", "-c", "ls -A '" + state + "'/state/.*.new")
                        .ok(),
                "nothing is left aside");
    }

    /** Leaves that many blocks of 4 KiB. */
    private void fill(int blocks) {
        inside(
                "/bin/sh",
                "-c",
                "dd if=/dev/zero of='" + state + "/filler' bs=4k 2>/dev/null; sync -f '" + state + "'; true");
        inside("/bin/sh", "-c", "dd if=/dev/zero of='" + state + "/filler2' bs=1k 2>/dev/null; true");
        if (blocks > 0) {
            inside("truncate", "-s", "-" + blocks * 4 + "K", state + "/filler");
        }
    }

    private void empty() {
        inside("rm", "-f", state + "/filler", state + "/filler2");
    }

    private String nextName() {
        return "board-" + ++edits;
    }

    private String name() throws IOException, InterruptedException {
        return system().string("name").orElse("");
    }

    private String trouble() throws IOException, InterruptedException {
        return system().object("storage")
                .flatMap(disk -> disk.string("trouble"))
                .orElse("");
    }

    private JsonObject system() throws IOException, InterruptedException {
        return Optional.ofNullable(device.reported().domains().get("system")).orElse(JsonObject.EMPTY);
    }

    private void awaitDevice() {
        runner.awaitReady(DeviceScene.READY);
        runner.awaitListening(Board.HTTPS_PORT, DeviceScene.READY);
    }

    private void inside(String... argv) {
        scene.board.namespace().run(PATIENCE, argv).orThrow();
    }
}
