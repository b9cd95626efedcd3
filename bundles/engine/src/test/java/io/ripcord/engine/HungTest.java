package io.ripcord.engine;

import static io.ripcord.engine.Rig.X;
import static io.ripcord.engine.Rig.Y;
import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.outcome;
import static io.ripcord.engine.Rig.unit;
import static io.ripcord.engine.Rig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.JsonObject;
import io.ripcord.testkit.FakeWorld.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HungTest {
    @TempDir
    Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder).open();
    }

    @AfterEach
    void close() {
        rig.world.mend(X);
        rig.close();
    }

    @Test
    void a_step_that_says_it_hangs_costs_a_restart_on_the_old_version() {
        hangs(Fault.HANGS, "it hangs");
    }

    @Test
    void a_step_that_does_not_end_costs_a_restart_on_the_old_version() {
        hangs(Fault.SPINS, "did not end");
    }

    private void hangs(Fault fault, String reason) {
        rig.change("{'a': {'x': {'v': 1}, 'y': {'v': 1}}}");
        rig.world.fault(X, fault);
        var change = rig.edit(
                "{'a': {'x': {'v': 2, 'faulty': true, 'needs': ['n:y']}, 'y': {'v': 2, 'provides': ['n:y']}}}");
        until("a restart is asked for", () -> !rig.host.restarts().isEmpty());
        assertTrue(Files.exists(folder.resolve("state/state/provisional")));
        rig.clock.advance(Duration.ofMillis(1500));
        rig.reopen();
        var record = rig.await(change);
        assertEquals(Outcome.UNCONFIRMED, outcome(record), "y is not to blame");
        assertEquals(Outcome.FAILED, unit(record, X).outcome());
        assertTrue(unit(record, X).reason().contains(reason), unit(record, X).reason());
        assertEquals(1500, unit(record, X).gapMillis());
        assertEquals(Outcome.UNCONFIRMED, unit(record, Y).outcome());
        assertEquals(json("{'v': 1}"), rig.entries().get("a/x"));
        assertEquals(json("{'v': 1}"), rig.entries().get("a/y"));
        assertEquals(Outcome.UNCONFIRMED, rig.engine.history().getFirst().outcome());
        until("the marker is gone", () -> !Files.exists(folder.resolve("state/state/provisional")));
        doesNotHangAgain();
    }

    private void doesNotHangAgain() {
        var next = rig.change("{'b': {'z': {}}}");
        assertEquals(Outcome.PARTLY_APPLIED, outcome(next));
        assertTrue(unit(next, X).reason().contains("not tried again"));
        assertEquals(
                json("{'v': 2, 'provides': ['n:y']}"),
                rig.entries().get("a/y"),
                "what was not to blame is brought about");
        assertTrue(rig.host.restarts().isEmpty());
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'a': {'x': {'v': 3, 'faulty': null}}}")));
    }

    @Test
    void a_unit_that_hangs_at_boot_is_left_out_at_the_next_start() {
        rig.change("{'a': {'x': {'v': 1, 'faulty': true}, 'y': {}}}");
        rig.close();
        rig.world.fault(X, Fault.HANGS).clear();
        rig.open();
        until("a restart is asked for", () -> !rig.host.restarts().isEmpty());
        rig.world.clear();
        rig.reopen();
        until("y is back", () -> rig.entries().containsKey("a/y"));
        until(
                "x is told of",
                () -> rig.engine.reported().units().stream()
                        .anyMatch(result -> result.unit().equals(X)));
        assertTrue(rig.host.restarts().isEmpty());
        rig.world.mend(X);
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'b': {'z': {}}}")));
        assertEquals(JsonObject.class, rig.entries().get("a/x").getClass());
    }
}
