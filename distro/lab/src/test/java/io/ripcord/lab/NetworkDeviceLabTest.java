package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Json;
import io.ripcord.lab.junit.LabTest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A device of a fleet whose broker, path, certificate or clock goes wrong: it works on, comes back, does each thing once. */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class NetworkDeviceLabTest {
    private static final String BROKER = "io.ripcord.broker.Main";
    private static final String BOARD = "10.77.0.2";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration FAULT = Duration.ofSeconds(Boolean.getBoolean("ripcord.long") ? 90 : 4);
    private static final Duration YEAR = Duration.ofDays(365);

    private DeviceScene scene;
    private Forwarder forwarder;
    private Rest fleet;
    private Governed locally;
    private Governed remotely;
    private ClockOf clock;
    private CertificateOf certificate;
    private Duration start;
    private int edits;

    @BeforeAll
    void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        var console = scene.console();
        fleet = scene.startConsole(console);
        clock = ClockOf.the(scene.device);
        long began = System.nanoTime();
        scene.device.start();
        forwarder = scene.board.forward(0);
        scene.awaitDevice();
        locally = freshly();
        start = Duration.ofNanos(System.nanoTime() - began);
        remotely = scene.enrol(locally, fleet);
        certificate = new CertificateOf(scene.board.state(), console.state());
        assertApplied();
    }

    @Test
    @Order(1)
    void whatever_is_wrong_with_broker_or_path_what_is_wanted_meanwhile_is_done_once() throws Exception {
        for (var fault : faults().entrySet()) {
            int changes = locally.history().size();
            long generation;
            try (var _ = fault.getValue().get()) {
                generation = edit();
                Thread.sleep(FAULT);
                locally.reported();
            }
            var change = remotely.settled(generation);
            assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
            assertEquals(changes + 1, locally.history().size(), fault.getKey() + ": one edit, one change");
            scene.awaitOnline(remotely);
            System.out.println(fault.getKey() + ": settled once");
        }
    }

    @Test
    @Order(2)
    void a_slow_path_brings_it_all_the_same() throws Exception {
        try (var _ = Fault.slow(scene.cloud, BOARD)) {
            assertApplied();
        }
    }

    @Test
    @Order(3)
    void a_removed_device_is_cut_off_works_on_and_comes_back_when_it_is_enrolled_again() throws Exception {
        var before = remotely.generation();
        fleet.delete(remotely.base().substring(0, remotely.base().length() - 1));
        var log = scene.lab.home().log(scene.device.name());
        Scene.await(PATIENCE, "it is cut off", () -> Files.readString(log).contains("removed from its fleet"));
        assertEquals(404, assertThrows(Rest.No.class, remotely::reported).status);
        assertTrue(locally.reported().fleetGeneration() > 0, "it works on");
        assertEquals(remotely, scene.enrol(locally, fleet));
        assertEquals(before, remotely.generation(), "what was wanted of it is as it was");
        assertApplied();
    }

    @Test
    @Order(4)
    void a_certificate_that_runs_out_soon_is_replaced_and_the_connection_outlives_the_old_one() throws Exception {
        scene.device.stop();
        // enough to start and to ask for another one
        var end = Instant.now().plus(start.multipliedBy(3)).plusSeconds(20);
        certificate.endsAt(end);
        restarted();
        scene.awaitOnline(remotely);
        Scene.await(PATIENCE, "it has another one", () -> certificate.end().isAfter(end.plus(YEAR)));
        while (!Instant.now().isAfter(end)) {
            Thread.sleep(200);
        }
        assertApplied();
        scene.process(BROKER).kill();
        assertApplied();
    }

    @Test
    @Order(5)
    void a_device_that_was_off_until_its_certificate_ran_out_is_enrolled_again() throws Exception {
        scene.device.stop();
        certificate.endsAt(Instant.now().minusSeconds(60));
        Scene.await(PATIENCE, "the console knows that it is off", () -> !online());
        restarted();
        Thread.sleep(Duration.ofSeconds(5));
        assertFalse(online(), "the broker believes no certificate that ran out");
        scene.enrol(locally, fleet);
        assertApplied();
    }

    @Test
    @Order(6)
    void a_board_that_wakes_in_the_past_comes_online_and_a_jump_of_years_ends_nothing() throws Exception {
        scene.device.stop();
        clock.isOff("-20700d");
        restarted();
        scene.awaitOnline(remotely);
        assertApplied();
        var epoch = bootEpoch();
        var reported = locally.reported();
        clock.isOff("+1825d");
        Thread.sleep(FAULT);
        assertTrue(online());
        assertEquals(reported, locally.reported(), "what runs never expires");
        long generation = edit();
        var refused = remotely.settled(generation);
        assertEquals(Optional.of(Outcome.REFUSED), refused.outcome(), refused.json()::text);
        assertTrue(refused.json().text().contains("by this device's clock"), refused.json()::text);
        clock.isOff("+0");
        awaitTaken(generation);
        assertEquals(epoch, bootEpoch(), "it ran all the time");
    }

    @Test
    @Order(7)
    void a_board_that_wakes_years_ahead_works_on_and_is_back_when_its_clock_is_right() throws Exception {
        var wanted = locally.reported();
        scene.device.stop();
        clock.isOff("+1825d");
        restarted();
        var log = scene.lab.home().log(scene.device.name());
        Scene.await(
                PATIENCE,
                "it says why it is not there",
                () -> Files.readString(log).contains("validity check failed"));
        long generation = edit();
        assertEquals(wanted.fleetGeneration(), freshly().reported().fleetGeneration(), "it works on");
        clock.isOff("+0");
        scene.awaitOnline(remotely);
        awaitTaken(generation);
    }

    private void awaitTaken(long generation) {
        Scene.await(PATIENCE, "the clock is right and the generation taken", () -> {
            var reported = remotely.reported();
            return reported.fleetGeneration() == generation
                    && reported.outcome().equals(Optional.of(Outcome.APPLIED));
        });
    }

    /** By a certificate that the device may have made anew. */
    private Governed freshly() throws Exception {
        var state = scene.board.state();
        return Governed.locally(new Rest(forwarder, state, state.resolve("identity/web.crt")));
    }

    private Map<String, Supplier<Fault>> faults() {
        var faults = new LinkedHashMap<String, Supplier<Fault>>();
        faults.put("a hung broker", () -> Fault.hung(scene.process(BROKER)));
        faults.put("a broker that refuses", () -> Fault.refusing(scene.cloud, BOARD));
        faults.put("nothing towards the broker", () -> Fault.towardsBroker(scene.cloud, BOARD));
        faults.put("nothing towards the board", () -> Fault.towardsBoard(scene.cloud, BOARD));
        faults.put("a cut in the handshake", this::inHandshake);
        return faults;
    }

    /** A connection that stands has its handshake behind it: it is ended first. */
    private Fault inHandshake() {
        var fault = Fault.inHandshake(scene.cloud, BOARD);
        scene.process(BROKER).kill();
        return fault;
    }

    private void restarted() {
        scene.device.start();
        scene.awaitDevice();
    }

    private void assertApplied() throws IOException, InterruptedException {
        var change = remotely.settled(edit());
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
    }

    /** The generation. */
    private long edit() throws IOException, InterruptedException {
        return remotely.edit("system", "name", Json.of("name-" + ++edits));
    }

    private boolean online() throws IOException, InterruptedException {
        return fleet.get(remotely.base() + "device").get("online").equals(Optional.of(Json.of(true)));
    }

    private Optional<Json> bootEpoch() throws IOException, InterruptedException {
        return fleet.get(remotely.base() + "device").get("bootEpoch");
    }
}
