package io.ripcord.engine;

import static io.ripcord.engine.Rig.X;
import static io.ripcord.engine.Rig.Y;
import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.outcome;
import static io.ripcord.engine.Rig.unit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.testkit.FakeController;
import io.ripcord.testkit.FakeWorld.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
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
    void brings_an_edit_about_commits_and_reports_it() throws IOException {
        var change = rig.change("{'a': {'x': {'v': 1}}}");
        assertEquals(Outcome.APPLIED, outcome(change));
        assertEquals(Map.of("a/x", json("{'v': 1}")), rig.entries());
        assertEquals(List.of("set a/x", "commit a/x"), rig.world.acts());
        assertEquals(Outcome.APPLIED, unit(change, X).outcome());
        assertTrue(unit(change, X).gapMillis() > 0);
        var reported = rig.engine.reported();
        assertEquals(1, reported.localGeneration());
        assertEquals(List.of(), reported.units());
        assertEquals(json("{'x': {'v': 1}}"), reported.domains().get("a"));
        assertEquals("probation " + change.id() + "\n", Files.readString(folder.resolve("state/state/provisional")));
    }

    @Test
    void plans_nothing_for_what_is_as_wanted() {
        rig.change("{'a': {'x': {}, 'y': {}}}");
        rig.world.clearActs();
        rig.change("{'a': {'y': {'v': 2}}}");
        assertEquals(List.of("set a/y", "commit a/y"), rig.world.acts());
        rig.world.clearActs();
        rig.change("{'a': {'x': null}}");
        assertEquals(List.of("remove a/x", "commit a/x"), rig.world.acts());
    }

    @Test
    void a_unit_that_fails_in_any_phase_stays_as_it_was_and_others_go_on() {
        rig.change("{'a': {'x': {'v': 1}, 'y': {'v': 1}}}");
        int version = 2;
        for (var fault : List.of(
                Fault.REFUSES_IN_PREPARE,
                Fault.FAILS_IN_APPLY,
                Fault.FAILS_HEALTH,
                Fault.NEVER_HEALTHY,
                Fault.SLEEPS)) {
            rig.world.fault(X, fault);
            var change =
                    rig.change("{'a': {'x': {'v': %d, 'faulty': true}, 'y': {'v': %d}}}".formatted(version, version));
            assertEquals(Outcome.PARTLY_APPLIED, outcome(change), fault.toString());
            var expected = fault == Fault.REFUSES_IN_PREPARE ? Outcome.REFUSED : Outcome.FAILED;
            assertEquals(expected, unit(change, X).outcome());
            assertFalse(unit(change, X).remedy().isEmpty());
            assertEquals(expected == Outcome.FAILED, unit(change, X).gapMillis() > 0);
            assertEquals(json("{'v': 1}"), rig.entries().get("a/x"));
            assertEquals(json("{'v': %d}".formatted(version)), rig.entries().get("a/y"));
            assertEquals(
                    List.of(X),
                    rig.engine.reported().units().stream().map(u -> u.unit()).toList());
            version++;
        }
    }

    @Test
    void a_failing_unit_alone_makes_a_refused_or_failed_change() {
        rig.world.fault(X, Fault.REFUSES_IN_PREPARE);
        assertEquals(Outcome.REFUSED, outcome(rig.change("{'a': {'x': {'faulty': true}}}")));
        rig.world.fault(X, Fault.FAILS_IN_APPLY);
        assertEquals(Outcome.FAILED, outcome(rig.change("{'a': {'x': {'faulty': true, 'v': 2}}}")));
        assertEquals(Map.of(), rig.entries());
    }

    @Test
    void tells_once_that_a_unit_failed() {
        rig.world.fault(X, Fault.FAILS_HEALTH);
        var change = rig.change("{'a': {'x': {'faulty': true}}}");
        assertEquals(
                1,
                change.progress().stream()
                        .filter("a/x failed: it is ill"::equals)
                        .count(),
                change.progress()::toString);
    }

    @Test
    void takes_a_units_own_word_for_how_long_it_was_out_of_service() {
        var change = rig.change("{'a': {'x': {'gapMillis': 7000}}}");
        assertEquals(7000, unit(change, X).gapMillis());
        rig.world.fault(X, Fault.FAILS_HEALTH);
        change = rig.change("{'a': {'x': {'gapMillis': 8000, 'faulty': true}}}");
        assertEquals(8000, unit(change, X).gapMillis());
    }

    @Test
    void a_unit_that_cannot_be_undone_is_stuck_until_it_is_repaired() {
        rig.world.fault(X, Fault.CANNOT_BE_UNDONE);
        var change = rig.change("{'a': {'x': {'faulty': true}}}");
        assertEquals(Outcome.FAILED, outcome(change), change.json().text());
        assertEquals(Map.of(), rig.entries());
        var mended = rig.change("{'a': {'x': {'faulty': null}}}");
        assertEquals(Outcome.APPLIED, outcome(mended), mended.json().text());
    }

    @Test
    void what_a_unit_derives_in_other_domains_fails_and_is_undone_with_it() {
        rig.change("{'a': {'x': {'v': 1, 'derives': {'b': {'net-x': {'v': 1}}}}}}");
        assertEquals(json("{'v': 1}"), rig.entries().get("b/net-x"));
        rig.world.fault(X, Fault.FAILS_HEALTH);
        var change =
                rig.change("{'a': {'x': {'v': 2, 'faulty': true, 'derives': {'b': {'net-x': {'v': 2}, 'more': {}}}}}}");
        assertEquals(Outcome.FAILED, outcome(change));
        assertEquals(json("{'v': 1}"), rig.entries().get("b/net-x"));
        assertEquals(2, rig.entries().size());
        rig.change("{'a': {'x': null}}");
        assertEquals(Map.of(), rig.entries());
    }

    @Test
    void steps_of_several_domains_come_in_the_order_of_their_needs() {
        rig.change("{'a': {'x': {'needs': ['net:x'], 'derives': {'b': {'net-x': {'provides': ['net:x']}}}}}}");
        assertEquals(List.of("set b/net-x", "set a/x"), rig.world.acts().subList(0, 2));
    }

    @Test
    void a_circle_of_needs_is_refused_and_named() {
        var change = rig.change(
                "{'a': {'x': {'needs': ['n:y'], 'provides': ['n:x']}, 'y': {'needs': ['n:x'], 'provides': ['n:y']}, 'z': {}}}");
        assertEquals(Outcome.PARTLY_APPLIED, outcome(change));
        assertEquals(Outcome.REFUSED, unit(change, X).outcome());
        assertTrue(unit(change, X).reason().contains("a/y"), unit(change, X).reason());
        assertEquals(Map.of("a/z", json("{}")), rig.entries());
    }

    @Test
    void what_stands_on_a_failed_unit_is_undone_with_it() {
        rig.world.fault(X, Fault.FAILS_HEALTH);
        var change = rig.change("{'a': {'x': {'faulty': true, 'provides': ['n:x']}, 'y': {'needs': ['n:x']}}}");
        assertEquals(Outcome.PARTLY_APPLIED, outcome(change));
        assertEquals(Map.of("a/y", json("{'needs': ['n:x']}")), rig.entries());
        assertEquals(
                List.of("set a/x", "set a/y", "remove a/y", "remove a/x", "set a/y", "commit a/y"), rig.world.acts());
    }

    @Test
    void atomic_undoes_all_when_one_fails() {
        rig.identity.enrolled("acme");
        rig.world.fault(X, Fault.FAILS_HEALTH);
        var document = "{'atomic': true, 'domains': {'a': {'x': {'faulty': true}, 'y': {}}}}";
        var change = rig.await(accept(rig.envelope(1, document, 30)));
        assertEquals(Outcome.FAILED, outcome(change));
        assertEquals(Outcome.FAILED, unit(change, Y).outcome());
        assertEquals(Map.of(), rig.entries());
        rig.world.fault(X, Fault.REFUSES_IN_PREPARE);
        var second = rig.await(accept(rig.envelope(2, document.replace("'y': {}", "'y': {'v': 2}, 'x2': {}"), 30)));
        assertTrue(outcome(second) == Outcome.REFUSED || outcome(second) == Outcome.FAILED);
        assertEquals(Map.of(), rig.entries());
    }

    @Test
    void a_domain_that_cannot_see_fails_its_units_only() {
        var b = (FakeController) rig.controllers.get(1);
        b.blind(true);
        var change = rig.change("{'a': {'x': {}}, 'b': {'z': {}}}");
        assertEquals(Outcome.PARTLY_APPLIED, outcome(change));
        var result = unit(change, new UnitId("b", "z"));
        assertEquals(Outcome.UNCONFIRMED, result.outcome());
        assertTrue(result.reason().contains("there is no light"));
        b.blind(false);
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'b': {'z': {'v': 1}}}")));
    }

    private String accept(byte[] envelope) {
        try {
            return rig.engine.acceptFleet(envelope).change();
        } catch (io.ripcord.api.state.StateException e) {
            throw new AssertionError(e);
        }
    }
}
