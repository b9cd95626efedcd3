package io.ripcord.engine;

import static io.ripcord.engine.Rig.X;
import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.outcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.FleetDocument;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.StateException.Reason;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeIdentity;
import io.ripcord.testkit.FakeSigner;
import io.ripcord.testkit.FakeWorld.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
    @TempDir
    Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder).open();
        rig.identity.enrolled("acme");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void takes_a_fleet_generation_once_and_answers_its_receipt_again() throws Exception {
        var envelope = rig.envelope(3, "{'a': {'x': {'v': 1}}}");
        var receipt = rig.engine.acceptFleet(envelope);
        assertEquals(Outcome.APPLIED, outcome(rig.await(receipt.change())));
        assertEquals(receipt, rig.engine.acceptFleet(envelope));
        assertEquals(1, rig.engine.changes().size());
        assertEquals(3, rig.engine.reported().fleetGeneration());
        assertEquals(Optional.of(Outcome.APPLIED), rig.engine.reported().outcome());
    }

    @Test
    void refuses_what_is_older_changed_expired_unsigned_or_not_for_this_device() throws Exception {
        rig.await(rig.engine.acceptFleet(rig.envelope(3, "{'a': {'x': {}}}")).change());
        refused(Reason.STALE, rig.envelope(2, "{'a': {'x': {}}}"));
        refused(Reason.STALE, rig.envelope(3, "{'a': {'y': {}}}"));
        var old = rig.envelope(4, "{'a': {'x': {'v': 4}}}");
        rig.clock.advance(Duration.ofDays(31));
        refused(Reason.EXPIRED, old);
        refused(Reason.INVALID, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var signer = new FakeSigner();
        var good = io.ripcord.api.trust.Envelope.parse(rig.envelope(5, "{}"));
        refused(
                Reason.UNTRUSTED,
                signer.sign(good.payloadType(), good.payload()).encode());
        rig.identity.enrolled("other");
        refused(Reason.UNTRUSTED, rig.envelope(5, "{}"));
    }

    @Test
    void what_was_accepted_never_expires() throws Exception {
        rig.await(rig.engine
                .acceptFleet(rig.envelope(1, "{'a': {'x': {'v': 1}}}"))
                .change());
        rig.clock.advance(Duration.ofDays(3650));
        rig.world.clear();
        rig.reopen();
        Rig.until("x is back", () -> rig.entries().containsKey("a/x"));
    }

    @Test
    void a_failed_generation_is_not_taken_again_even_when_its_copy_is_lost() throws Exception {
        rig.world.fault(X, Fault.FAILS_HEALTH);
        rig.await(rig.engine.acceptFleet(rig.envelope(1, "{'b': {'z': {}}}")).change());
        var bad = rig.envelope(2, "{'a': {'x': {'faulty': true}}, 'b': {'z': {}}}");
        assertEquals(
                Outcome.FAILED, outcome(rig.await(rig.engine.acceptFleet(bad).change())));
        assertEquals(Optional.of(Outcome.FAILED), rig.engine.reported().outcome());
        rig.close();
        Files.delete(folder.resolve("state/state/fleet.b"));
        rig.open();
        assertEquals(1, rig.engine.snapshot().fleetGeneration());
        refused(Reason.INVALID, bad);
    }

    @Test
    void an_edit_elsewhere_is_refused_with_the_owners_name() throws Exception {
        rig.await(rig.engine
                .acceptFleet(rig.envelope(1, "{'a': {'x': {'v': 1}}}", "a/y", "b"))
                .change());
        var problem = notEdited(0, "{'a': {'x': {'v': 2}}}");
        assertEquals(Reason.NOT_YOURS, problem.reason());
        assertTrue(problem.getMessage().contains("acme"));
        rig.change("{'a': {'y': {'v': 2}}, 'b': {'z': {}}}");
        assertEquals(3, rig.entries().size());
    }

    @Test
    void a_withdrawn_path_goes_back_to_the_fleet_and_is_told_of() throws Exception {
        rig.await(rig.engine
                .acceptFleet(rig.envelope(1, "{'a': {'x': {'v': 1}}}", "a/x"))
                .change());
        rig.change("{'a': {'x': {'v': 2}}}");
        assertEquals(json("{'v': 2}"), rig.entries().get("a/x"));
        rig.await(rig.engine
                .acceptFleet(rig.envelope(2, "{'a': {'x': {'v': 1}}}"))
                .change());
        assertEquals(json("{'v': 1}"), rig.entries().get("a/x"));
        assertEquals("[a]", rig.engine.reported().shadowed().toString());
        rig.change("{'a': {'x': null}}");
        assertEquals("[]", rig.engine.reported().shadowed().toString(), "taking one's own away is always allowed");
    }

    @Test
    void a_shadowed_value_counts_again_once_the_fleet_lets_it() throws Exception {
        var open = "{'a': {'x': {'v': 1}}}";
        rig.await(rig.engine.acceptFleet(rig.envelope(1, open, "a/x")).change());
        rig.change("{'a': {'x': {'v': 2}}}");
        rig.await(rig.engine.acceptFleet(rig.envelope(2, open)).change());
        assertEquals(Reason.NOT_YOURS, notEdited(1, "{'a': {'x': {'v': 3}}}").reason());
        assertEquals(json("{'v': 1}"), rig.entries().get("a/x"));
        rig.await(rig.engine.acceptFleet(rig.envelope(3, open, "a")).change());
        assertEquals(json("{'v': 2}"), rig.entries().get("a/x"));
        assertEquals(List.of(), rig.engine.reported().shadowed());
    }

    @Test
    void an_edit_that_comes_while_another_is_made_must_know_of_it() throws Exception {
        rig.world.fault(X, Fault.HOLDS);
        var running = rig.edit("{'a': {'x': {'faulty': true}}}");
        Rig.until("x is being made", () -> !rig.world.acts().isEmpty());
        assertEquals(Reason.STALE, notEdited(0, "{'a': {'y': {}}}").reason());
        assertEquals(1, rig.engine.snapshot().localGeneration());
        rig.world.mend(X);
        assertEquals(Outcome.APPLIED, outcome(rig.await(running)));
    }

    @Test
    void however_edits_of_both_layers_cross_the_newest_of_both_stand() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        long fleet = 0;
        for (int i = 1; i <= 60; i++) {
            if (random.nextBoolean()) {
                fleet++;
                rig.engine.acceptFleet(rig.envelope(fleet, "{'a': {'x': {'v': %d}}}".formatted(fleet), "b"));
            } else if (fleet > 0) {
                rig.edit("{'b': {'z': {'v': %d}}}"
                        .formatted(rig.engine.snapshot().localGeneration() + 1));
            }
            Thread.sleep(random.nextInt(12));
        }
        long local = rig.engine.snapshot().localGeneration();
        long newest = fleet;
        Rig.until(
                "the newest of both is settled, seed " + seed,
                () -> rig.engine.reported().fleetGeneration() == newest
                        && rig.engine.reported().localGeneration() == local
                        && rig.engine.reported().running().isEmpty());
        assertEquals(json("{'v': " + newest + "}"), rig.entries().get("a/x"), "seed " + seed);
        if (local > 0) {
            assertEquals(json("{'v': " + local + "}"), rig.entries().get("b/z"), "seed " + seed);
        }
        assertEquals(Optional.of(Outcome.APPLIED), rig.engine.reported().outcome(), "seed " + seed);
        assertTrue(
                rig.engine.changes().stream()
                        .allMatch(change -> change.outcome().isPresent()),
                "seed " + seed);
    }

    @Test
    void local_false_hides_an_entry_of_the_fleet() throws Exception {
        rig.await(rig.engine
                .acceptFleet(rig.envelope(1, "{'a': {'x': {'v': 1}}}", "a"))
                .change());
        rig.change("{'a': {'x': false}}");
        assertEquals(Map.of(), rig.entries());
        rig.change("{'a': {'x': null}}");
        assertEquals(json("{'v': 1}"), rig.entries().get("a/x"));
    }

    @Test
    void a_stale_edit_and_one_against_the_rules_are_refused() {
        rig.change("{'a': {'x': {'v': 1}}}");
        assertEquals(Reason.STALE, notEdited(0, "{'a': {'x': {'v': 2}}}").reason());
        rig.world.fault(X, Fault.BREAKS_A_RULE);
        var problem = notEdited(1, "{'a': {'x': {'faulty': true}}}");
        assertEquals(Reason.INVALID, problem.reason());
        assertEquals("a/x: it breaks a rule; do not", problem.getMessage());
        assertEquals(Reason.INVALID, notEdited(1, "{'c': {'x': {}}}").reason());
        assertEquals(Reason.INVALID, notEdited(1, "{'a': 5}").reason());
        assertEquals(Reason.INVALID, notEdited(1, "{'A!': {}, 'a': {'': {}}}").reason());
        assertEquals(1, rig.engine.snapshot().localGeneration());
    }

    @Test
    void a_fleet_generation_against_the_rules_is_taken_and_its_unit_refused() throws Exception {
        rig.world.fault(X, Fault.BREAKS_A_RULE);
        var envelope = rig.envelope(1, "{'a': {'x': {'faulty': true}, 'y': {}}, 'c': {'q': {}}}");
        var change = rig.await(rig.engine.acceptFleet(envelope).change());
        assertEquals(Outcome.PARTLY_APPLIED, outcome(change));
        assertEquals(2, rig.engine.reported().units().size());
    }

    @Test
    void rolls_the_local_layer_back() throws Exception {
        var first = rig.change("{'a': {'x': {'v': 1}}}");
        rig.change("{'a': {'x': {'v': 2}, 'y': {}}}");
        var receipt = rig.engine.rollback(first.id(), "bert");
        assertEquals(3, receipt.generation());
        assertEquals("bert", rig.await(receipt.change()).author());
        assertEquals(Map.of("a/x", json("{'v': 1}")), rig.entries());
        assertEquals(
                List.of(3L, 2L, 1L),
                rig.engine.history().stream()
                        .map(entry -> entry.localGeneration())
                        .toList());
        assertThrows(StateException.class, () -> rig.engine.rollback("c-999999", "bert"));
    }

    @Test
    void a_preview_says_the_steps_and_does_nothing() throws Exception {
        rig.world.fault(X, Fault.REFUSES_IN_PREPARE);
        var lines = rig.engine.preview(new LocalEdit(0, json("{'a': {'x': {'faulty': true}, 'y': {}}}"), "anna"));
        assertEquals(List.of("a/x would be refused: it refuses; want something else", "a/y: set a/y"), lines);
        assertEquals(Map.of(), rig.entries());
        assertEquals(0, rig.engine.snapshot().localGeneration());
    }

    @Test
    void the_schema_has_each_domains_own() {
        var domains = rig.engine
                .schema()
                .object("properties")
                .orElseThrow()
                .object("domains")
                .orElseThrow();
        assertEquals(
                "object",
                domains.object("properties")
                        .orElseThrow()
                        .object("a")
                        .orElseThrow()
                        .string("type")
                        .orElseThrow());
    }

    @Test
    void safe_mode_leaves_what_was_alone_tells_of_it_and_ends_with_a_new_version() {
        rig.controllers.add(new io.ripcord.testkit.FakeController("features", rig.world));
        rig.reopen();
        rig.change("{'features': {'f': {}, 'g': {}}, 'a': {'x': {}}}");
        rig.world.clear();
        rig.facts = new FakeFacts(folder).inSafeMode().after("it ran out of memory");
        rig.reopen();
        Rig.until("x is back", () -> rig.entries().containsKey("a/x"));
        Rig.until("f and g are told of", () -> rig.engine.reported().units().size() == 2);
        var left = rig.engine.reported().units().getFirst();
        assertEquals("features/f", left.unit().toString());
        assertTrue(left.reason().contains("safe mode"), left.reason());
        assertTrue(left.reason().contains("it ran out of memory"), left.reason());
        var elsewhere = rig.change("{'a': {'x': {'v': 2}}}");
        assertEquals(Outcome.APPLIED, outcome(elsewhere), elsewhere.json()::text);
        assertEquals(Map.of("a/x", json("{'v': 2}")), rig.entries());
        assertTrue(rig.host.restarts().isEmpty());
        var mended = rig.change("{'features': {'f': {'v': 2}}}");
        assertEquals(Outcome.APPLIED, outcome(mended), mended.json()::text);
        assertEquals(json("{'v': 2}"), rig.entries().get("features/f"));
        assertFalse(rig.entries().containsKey("features/g"), "what was not mended is left alone");
        Rig.until("all is to be tried again", () -> !rig.host.restarts().isEmpty());
        assertTrue(java.nio.file.Files.exists(folder.resolve("state/launcher/leave-safe-mode")));
    }

    private void refused(Reason reason, byte[] envelope) {
        var e = assertThrows(StateException.class, () -> rig.engine.acceptFleet(envelope));
        assertEquals(reason, e.reason(), e.getMessage());
    }

    private StateException notEdited(long basedOn, String patch) {
        return assertThrows(
                StateException.class, () -> rig.engine.editLocal(new LocalEdit(basedOn, json(patch), "anna")));
    }

    @Test
    void keeps_the_fleets_secrets_before_its_document_and_takes_them_again_after_a_start() throws Exception {
        var sealed = FakeIdentity.sealed("wifi", "radio");
        var fleet = new FleetDocument(
                "acme",
                FakeIdentity.ID,
                rig.facts.deviceClass(),
                1,
                rig.clock.instant(),
                rig.clock.instant().plus(Duration.ofDays(1)),
                DesiredDocument.EMPTY,
                List.of(sealed));
        rig.await(rig.engine
                .acceptFleet(rig.signer.sign(Envelope.DESIRED, fleet.encode()).encode())
                .change());
        assertEquals(sealed.reference(), rig.secrets.taken().getFirst().reference());
        rig.secrets.take(List.of());
        rig.reopen();
        assertTrue(rig.secrets.holds(sealed.reference()));
        assertEquals(1, rig.secrets.taken().size());
    }

    @Test
    void completes_the_references_of_a_local_edit_and_refuses_one_to_nothing() throws Exception {
        rig.close();
        rig = new Rig(folder.resolve("unclaimed")).open();
        var refused = assertThrows(
                StateException.class,
                () -> rig.engine.editLocal(
                        new LocalEdit(0, json("{'a': {'x': {'key': {'secret': 'hunter2'}}}}"), "anna")));
        assertEquals(Reason.INVALID, refused.reason());
        assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
        assertEquals(0, rig.engine.snapshot().localGeneration());
        var reference = rig.secrets.set("wifi", SecretValue.of("radio"));
        rig.change("{'a': {'x': {'key': {'secret': 'wifi'}}}}");
        assertEquals(
                Optional.of(reference.json()),
                rig.engine
                        .snapshot()
                        .local()
                        .object("a")
                        .flatMap(a -> a.object("x"))
                        .flatMap(x -> x.object("key")));
    }
}
