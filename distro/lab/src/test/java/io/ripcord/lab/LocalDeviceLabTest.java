package io.ripcord.lab;

import static io.ripcord.lab.DeviceScene.assertGreets;
import static io.ripcord.lab.Governed.GREETER;
import static io.ripcord.lab.Governed.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Difference;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.lab.junit.LabTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A device that no fleet ever claimed, with no broker and no container engine, governed by its own REST. */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class LocalDeviceLabTest {
    private DeviceScene scene;
    private Governed device;

    @BeforeAll
    void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        device = scene.startDevice();
    }

    @Test
    @Order(1)
    void runs_a_feature_and_swaps_it() throws Exception {
        var first = device.install(scene.signed("greeter"));
        assertEquals(Optional.of(Outcome.APPLIED), first.outcome(), first.json()::text);
        assertGreets("1.0.0", device);
        var second = device.install(scene.signed("greeter-2"));
        assertEquals(Optional.of(Outcome.APPLIED), second.outcome(), second.json()::text);
        assertGreets("2.0.0", device);
        long gap = result(second, GREETER).gapMillis();
        assertTrue(gap > 0 && gap < 4000, "a gap without the 5 s of the health gate: " + gap);
    }

    @Test
    @Order(2)
    void a_feature_that_cannot_be_resolved_touches_nothing() throws Exception {
        refusesUntouched(scene.signed("broken/unresolvable"), "example.");
    }

    @Test
    @Order(3)
    void a_feature_of_a_foreign_signer_touches_nothing() throws Exception {
        var foreign = new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        refusesUntouched(SignedFeature.of(scene.sample("greeter"), foreign), "sign");
    }

    private void refusesUntouched(SignedFeature broken, String word) throws Exception {
        var before = device.greeter();
        var change = device.install(broken);
        assertEquals(Optional.of(Outcome.REFUSED), change.outcome(), change.json()::text);
        var result = result(change, GREETER);
        assertTrue(result.reason().contains(word), result.reason());
        assertFalse(result.remedy().isEmpty());
        assertEquals(0, result.gapMillis());
        assertEquals(before, device.greeter(), "the same instances of bundles and components");
        assertReported(change);
    }

    @Test
    @Order(4)
    void a_feature_that_throws_is_taken_back() throws Exception {
        takesBack(scene.signed("broken/throwing"));
    }

    @Test
    @Order(5)
    void a_feature_that_is_not_healthy_is_taken_back() throws Exception {
        takesBack(scene.signed("broken/unhealthy"));
    }

    private void takesBack(SignedFeature broken) throws Exception {
        var change = device.install(broken);
        assertEquals(Optional.of(Outcome.FAILED), change.outcome(), change.json()::text);
        var result = result(change, GREETER);
        assertFalse(result.reason().isEmpty());
        assertFalse(result.remedy().isEmpty());
        assertTrue(result.gapMillis() > 0, change.json()::text);
        var told = GREETER + " failed: " + result.reason();
        assertEquals(1, change.progress().stream().filter(told::equals).count(), change.progress()::toString);
        assertGreets("2.0.0", device);
        assertReported(change);
    }

    @Test
    @Order(6)
    void a_stale_edit_is_refused() throws Exception {
        long generation = device.generation();
        var no = assertThrows(Rest.No.class, () -> device.edit(generation - 1, "system", "name", Json.of("elsewhere")));
        assertEquals(409, no.status, no.getMessage());
        assertEquals(generation, device.generation());
    }

    @Test
    @Order(7)
    void history_tells_what_was_wanted_and_goes_back_to_it() throws Exception {
        var history = device.history();
        var applied = history.stream()
                .filter(entry -> entry.string("outcome").orElse("").equals("applied"))
                .toList()
                .reversed();
        assertEquals(2, applied.size(), history::toString);
        var differences = Difference.between(effective(applied.get(0)), effective(applied.get(1)));
        assertEquals(
                List.of("domains/features/greeter/sha256", "domains/features/greeter/size"),
                differences.stream().map(Difference::path).sorted().toList());
        var back = device.rollback(applied.get(0).string("change").orElseThrow());
        assertEquals(Optional.of(Outcome.APPLIED), back.outcome(), back.json()::text);
        assertGreets("1.0.0", device);
        var forth = device.rollback(applied.get(1).string("change").orElseThrow());
        assertEquals(Optional.of(Outcome.APPLIED), forth.outcome(), forth.json()::text);
        assertGreets("2.0.0", device);
        assertEquals(List.of(), device.reported().units());
    }

    @Test
    @Order(8)
    void a_feature_that_hangs_costs_a_restart_and_is_taken_back() throws Exception {
        var jvm = scene.device.jvm().orElseThrow();
        var change = device.install(scene.signed("broken/hanging"));
        assertEquals(Optional.of(Outcome.FAILED), change.outcome(), change.json()::text);
        assertTrue(result(change, GREETER).reason().contains("hang"), change.json()::text);
        assertTrue(result(change, GREETER).gapMillis() > 0);
        assertFalse(jvm.alive());
        assertNotEquals(Optional.of(jvm), scene.device.jvm());
        assertGreets("2.0.0", device);
        assertReported(change);
    }

    @Test
    @Order(9)
    void the_published_schema_is_the_devices() throws Exception {
        var schema = sorted(device.rest().get("schema")) + "\n";
        Files.writeString(Path.of("target", "schema.json"), schema);
        assertEquals(
                Files.readString(Path.of("..", "docs", "schema.json")),
                schema,
                "publish it: cp distro/lab/target/schema.json distro/docs/");
    }

    /** Domains come in the order in which their bundles start. */
    private static String sorted(JsonObject schema) {
        return JsonText.pretty(JsonText.parseObject(JsonText.canonical(schema)));
    }

    private static JsonObject effective(JsonObject entry) {
        return entry.object("effective").orElseThrow();
    }

    /** Reported state names this change as the last, and why its unit is not as wanted. */
    private void assertReported(ChangeRecord change) throws IOException, InterruptedException {
        var reported = device.reported();
        assertEquals(Optional.of(change.id()), reported.last());
        assertEquals(change.localGeneration(), reported.localGeneration());
        assertEquals(
                result(change, GREETER).reason(),
                reported.units().stream()
                        .filter(unit -> unit.unit().equals(GREETER))
                        .findFirst()
                        .orElseThrow()
                        .reason());
    }
}
