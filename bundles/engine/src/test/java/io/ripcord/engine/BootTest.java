package io.ripcord.engine;

import static io.ripcord.engine.Rig.X;
import static io.ripcord.engine.Rig.Y;
import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.outcome;
import static io.ripcord.engine.Rig.unit;
import static io.ripcord.engine.Rig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.StateException;
import io.ripcord.testkit.FakeController;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeHost;
import io.ripcord.testkit.FakeWorld.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootTest {
    @TempDir
    Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder).open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void nothing_starts_while_the_domain_that_protects_it_fails() {
        var wall = UnitId.whole("wall");
        rig.controllers.add(new FakeController("wall", rig.world, false));
        rig.reopen();
        rig.change("{'wall': {'base': {'faulty': true}}, 'a': {'x': {'derives': {'wall': {'port': {}}}}, 'y': {}}}");
        rig.world.clear();
        rig.world.fault(wall, Fault.REFUSES_IN_PREPARE);
        rig.reopen();
        until(
                "x is told of",
                () -> rig.engine.reported().units().stream()
                        .anyMatch(result -> result.unit().equals(X)
                                && result.reason().contains("wall")
                                && result.reason().contains("it refuses")));
        assertEquals(Map.of("a/y", json("{}")), rig.entries());
        rig.world.mend(wall);
        until("all is back", () -> rig.entries().size() == 4);
        until("none is told of", () -> rig.engine.reported().units().isEmpty());
    }

    @Test
    void brings_back_what_was_confirmed_and_touches_nothing_that_is_there() {
        rig.change("{'a': {'x': {'v': 1}, 'y': {'v': 1}}}");
        rig.world.clear();
        rig.reopen();
        until("all is back", () -> rig.world.acts().containsAll(List.of("commit a/x", "commit a/y")));
        rig.world.clearActs();
        rig.reopen();
        rig.change("{'a': {'z': {}}}");
        assertEquals(List.of("set a/z", "commit a/z"), rig.world.acts());
        assertEquals(2, rig.engine.changes().size(), "a boot is no change");
    }

    @Test
    void a_unit_that_fails_at_boot_is_tried_again_and_holds_nobody_up() {
        rig.change("{'a': {'x': {'faulty': true}, 'y': {}}}");
        rig.close();
        rig.world.fault(X, Fault.FAILS_HEALTH).clear();
        rig.open();
        until("y is back", () -> rig.entries().containsKey("a/y"));
        until(
                "x is told of",
                () -> rig.engine.reported().units().stream()
                        .anyMatch(result -> result.unit().equals(X)));
        rig.change("{'b': {'z': {}}}");
        rig.world.mend(X);
        until("x is back", () -> rig.entries().containsKey("a/x"));
        until("x is well", () -> rig.engine.reported().units().isEmpty());
    }

    @Test
    void the_network_plane_comes_first() {
        rig.controllers.add(new FakeController("network", rig.world));
        rig.reopen();
        rig.change("{'a': {'x': {'derives': {'network': {'br-x': {}}}}}, 'network': {'lan': {}}}");
        rig.close();
        rig.world.clear();
        rig.open();
        until("all is back", () -> rig.entries().size() == 3);
        assertTrue(
                rig.world.acts().getFirst().contains("network/"),
                rig.world.acts().toString());
        assertEquals(
                "set a/x",
                rig.world.acts().stream()
                        .filter(act -> act.startsWith("set"))
                        .toList()
                        .getLast());
    }

    @Test
    void what_an_absent_expander_derived_is_left_alone() {
        rig.change("{'a': {'x': {'derives': {'b': {'net-x': {}}}}}}");
        rig.controllers.removeFirst();
        rig.reopen();
        until("b is seen", () -> rig.engine.reported().domains().containsKey("b"));
        rig.change("{'b': {'z': {}}}");
        assertTrue(rig.entries().containsKey("b/net-x"));
    }

    @Test
    void a_controller_that_comes_later_is_reconciled() {
        rig.change("{'a': {'x': {}}, 'b': {'z': {}}}");
        var late = rig.controllers.removeLast();
        rig.close();
        rig.world.clear();
        rig.open();
        until("x is back", () -> rig.entries().containsKey("a/x"));
        rig.engine.bindController(late);
        rig.controllers.add(late);
        until("z is back", () -> rig.entries().containsKey("b/z"));
    }

    @Test
    void however_slowly_the_base_starts_no_domain_is_called_missing_before_it_has() throws Exception {
        var late = rig.controllers.removeLast();
        rig.close();
        rig.starting = true;
        rig.open();
        var local = Thread.ofVirtual().start(() -> rig.edit("{'b': {'z': {}}}"));
        Thread.sleep(rig.settings.arrival().multipliedBy(3));
        rig.engine.bindController(late);
        rig.controllers.add(late);
        local.join();
        until("z is there", () -> rig.entries().containsKey("b/z"));
        rig.starting = false;
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'a': {'x': {}}}")));
    }

    @Test
    void a_domain_that_a_feature_of_the_same_document_brings_is_planned_in_the_same_change() {
        var brought = new FakeController("c", rig.world);
        rig.controllers.add(new FakeController("features", rig.world));
        rig.reopen();
        var change = rig.edit("{'features': {'f': {}}, 'c': {'q': {}}}");
        until("f is there", () -> rig.entries().containsKey("features/f"));
        rig.engine.bindController(brought);
        assertEquals(Outcome.APPLIED, outcome(rig.await(change)));
        assertTrue(rig.entries().containsKey("c/q"));
        rig.engine.unbindController(brought);
        var lost = rig.change("{'c': {'q': {'v': 2}}}");
        assertEquals(Outcome.REFUSED, outcome(lost));
        assertTrue(unit(lost, UnitId.whole("c")).reason().contains("no such domain"));
    }

    @Test
    void a_domain_that_a_feature_brings_judges_its_section_in_the_second_plan_of_the_change() {
        var bad = new UnitId("c", "bad");
        rig.world.fault(bad, Fault.BREAKS_A_RULE);
        rig.controllers.add(new FakeController("features", rig.world));
        rig.reopen();
        var change = rig.edit("{'features': {'f': {}}, 'c': {'bad': {'faulty': true}, 'good': {}}}");
        until("f is there", () -> rig.entries().containsKey("features/f"));
        rig.engine.bindController(new FakeController("c", rig.world));
        var record = rig.await(change);
        assertEquals(Outcome.PARTLY_APPLIED, outcome(record));
        assertEquals(Outcome.REFUSED, unit(record, bad).outcome());
        assertEquals("c/bad: it breaks a rule", unit(record, bad).reason());
        assertEquals(
                Map.of("features/f", json("{}"), "c/good", json("{}")), rig.entries(), "the feature and the rest stay");
    }

    @Test
    void an_accepted_generation_is_run_after_a_restart_and_dropped_in_fallback() {
        rig.change("{'a': {'x': {'v': 1}}}");
        cutBeforeItBegins("{'a': {'x': {'v': 2}}}");
        rig.reopen();
        assertEquals(Outcome.APPLIED, outcome(rig.await("c-000002")));
        assertEquals(json("{'v': 2}"), rig.entries().get("a/x"));
        cutBeforeItBegins("{'a': {'x': {'v': 3}}}");
        rig.facts = new FakeFacts(folder).inFallback();
        rig.reopen();
        assertEquals(Outcome.FAILED, outcome(rig.await("c-000003")));
        assertEquals(json("{'v': 2}"), rig.entries().get("a/x"));
    }

    /** The engine keeps the edit, and ends before it runs it. */
    private void cutBeforeItBegins(String patch) {
        rig.host.cutAt(rig.host.writes() + 1, rig.world::freeze);
        rig.edit(patch);
        until("the power is cut", rig.host::isCut);
        rig.close();
        rig.host = new FakeHost();
        rig.open();
    }

    @Test
    void allocations_are_kept_and_freed_with_their_owner() {
        rig.change("{'a': {'x': {'claim': 'port'}, 'y': {'claim': 'port'}}}");
        rig.reopen();
        rig.change("{'a': {'z': {'claim': 'port'}}}");
        var full = assertThrows(
                StateException.class,
                () -> rig.engine.editLocal(new LocalEdit(2, json("{'b': {'q': {'claim': 'port'}}}"), "anna")));
        assertEquals("no port is left for b/q; remove something that holds one", full.getMessage());
        rig.change("{'a': {'y': null}}");
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'b': {'q': {'claim': 'port'}}}")));
        assertFalse(rig.entries().containsKey(Y.toString()));
    }

    @Test
    void a_missing_artifact_refuses_its_unit_and_says_what_to_do() {
        var change = rig.change(
                "{'a': {'x': {'artifact': {'sha256': '%s', 'size': 5}}, 'y': {}}}".formatted("0".repeat(64)));
        assertEquals(Outcome.PARTLY_APPLIED, outcome(change));
        assertTrue(
                unit(change, X).reason().contains("not on the device"),
                unit(change, X).reason());
        assertEquals(Map.of("a/y", json("{}")), rig.entries());
    }

    @Test
    void artifacts_are_kept_while_a_document_or_the_history_names_them() throws Exception {
        var named = rig.store.add(new byte[] {1});
        var old = rig.store.add(new byte[] {2});
        var fresh = rig.store.add(new byte[] {3});
        for (var artifact : List.of(named, old)) {
            var file = rig.store.find(artifact.sha256()).orElseThrow();
            Files.setLastModifiedTime(file, FileTime.from(rig.clock.instant().minus(Duration.ofDays(1))));
        }
        Files.setLastModifiedTime(rig.store.find(fresh.sha256()).orElseThrow(), FileTime.from(rig.clock.instant()));
        rig.change("{'a': {'x': {'artifact': %s}}}".formatted(named.json().text()));
        rig.change("{'a': {'x': null}}");
        until("the old one is gone", () -> rig.store.find(old.sha256()).isEmpty());
        assertTrue(rig.store.find(named.sha256()).isPresent(), "the history names it");
        assertTrue(rig.store.find(fresh.sha256()).isPresent(), "an edit that names it may follow");
    }
}
