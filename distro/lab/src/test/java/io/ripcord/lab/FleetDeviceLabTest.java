package io.ripcord.lab;

import static io.ripcord.lab.DeviceScene.assertGreets;
import static io.ripcord.lab.Governed.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.Json;
import io.ripcord.lab.junit.LabTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A device in a fleet: console and broker beyond its WAN side. */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FleetDeviceLabTest {
    private static final UnitId SYSTEM = UnitId.whole("system");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private DeviceScene scene;
    private Runner console;
    private Rest fleet;
    private Governed locally;
    private Governed remotely;

    @BeforeAll
    void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        scene.flag("-Dripcord.confirm.seconds=15");
        console = scene.console();
        fleet = scene.startConsole(console);
        locally = scene.startDevice();
        remotely = scene.enrol(locally, fleet);
    }

    @Test
    @Order(1)
    void a_feature_comes_over_the_broker() throws Exception {
        var change = remotely.install(scene.signed("greeter"));
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
        assertGreets("1.0.0", locally);
        DeviceScene.await(
                PATIENCE,
                "the console has what the device reports",
                () -> remotely.greeter().equals(locally.greeter()));
    }

    @Test
    @Order(2)
    void local_writes_only_where_the_fleet_lets_it() throws Exception {
        long generation = locally.generation();
        var no = assertThrows(Rest.No.class, () -> locally.edit("system", "name", Json.of("mine")));
        assertEquals(403, no.status, no.getMessage());
        assertTrue(no.getMessage().contains("not-yours"), no.getMessage());
        assertTrue(no.getMessage().contains("belongs to the fleet lab"), no.getMessage());
        no = assertThrows(Rest.No.class, () -> locally.edit("features", "greeter", Json.of(false)));
        assertEquals(403, no.status, no.getMessage());
        assertEquals(generation, locally.generation());
        assertGreets("1.0.0", locally);
    }

    @Test
    @Order(3)
    void a_wrong_broker_is_taken_back_when_the_console_keeps_silent() throws Exception {
        var change = remotely.change("system", "broker", Json.of("ssl://10.77.0.9:8883"));
        assertEquals(Optional.of(Outcome.UNCONFIRMED), change.outcome(), change.json()::text);
        var result = result(change, SYSTEM);
        assertTrue(result.reason().contains("console"), result.reason());
        assertTrue(result.reason().contains("15 s"), result.reason());
        scene.awaitOnline(remotely);
        DeviceScene.await(
                PATIENCE,
                "the console is told",
                () -> remotely.reported().outcome().equals(Optional.of(Outcome.UNCONFIRMED)));
        assertEquals(
                Optional.empty(),
                Optional.ofNullable(locally.reported().domains().get("system")).flatMap(s -> s.get("broker")));
        var mended = remotely.change("system", "broker", io.ripcord.api.json.JsonNull.NULL);
        assertEquals(Optional.of(Outcome.APPLIED), mended.outcome(), mended.json()::text);
    }

    @Test
    @Order(4)
    void the_broker_may_die_at_any_time() throws Exception {
        var broker = scene.process("io.ripcord.broker.Main");
        broker.kill();
        broker.awaitGone();
        var change = remotely.change("system", "name", Json.of("after-broker"));
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
        assertNotEquals(broker, scene.process("io.ripcord.broker.Main"));
    }

    @Test
    @Order(5)
    void a_device_of_a_fleet_works_without_it_and_is_found_again() throws Exception {
        console.stop();
        scene.device.kill();
        scene.awaitDevice();
        DeviceScene.await(PATIENCE, "the greeter runs", () -> greets());
        console.start();
        scene.awaitConsole(console);
        scene.awaitOnline(remotely);
        var change = remotely.install(scene.signed("greeter-2"));
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
        assertGreets("2.0.0", locally);
    }

    private boolean greets() throws IOException, InterruptedException {
        return locally.greeter().get("running").equals(Optional.of(Json.of(true)));
    }
}
