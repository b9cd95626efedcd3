package io.ripcord.engine;

import static io.ripcord.engine.Rig.X;
import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.outcome;
import static io.ripcord.engine.Rig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.trust.Digest;
import io.ripcord.testkit.FakeControlPath;
import io.ripcord.testkit.FakeWorld.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupersedeTest {
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
    void a_newer_generation_ends_a_health_gate_and_undoes_what_was_made() {
        rig.change("{'a': {'x': {'v': 1}}}");
        rig.world.fault(X, Fault.WAITS_FOR_EVER);
        var first = rig.edit("{'a': {'x': {'v': 2, 'faulty': true}, 'y': {'v': 2}}}");
        until("x is made", () -> rig.engine.change(first).orElseThrow().phase() == Phase.HEALTH);
        var second = rig.edit("{'a': {'x': {'v': 3, 'faulty': null}}}");
        assertEquals(Outcome.APPLIED, outcome(rig.await(second)));
        assertEquals(Outcome.SUPERSEDED, outcome(rig.await(first)));
        assertEquals(Map.of("a/x", json("{'v': 3}"), "a/y", json("{'v': 2}")), rig.entries());
        assertTrue(rig.world.acts().containsAll(List.of("remove a/y", "commit a/x")));
    }

    @Test
    void a_newer_generation_in_mid_apply_stops_at_the_next_step_and_undoes_first() {
        rig.change("{'a': {'x': {'v': 1}}}");
        rig.world.clearActs();
        rig.world.fault(X, Fault.HOLDS);
        var first = rig.edit("{'a': {'x': {'v': 2, 'faulty': true, 'provides': ['n:x']}, 'y': {'needs': ['n:x']}}}");
        until("x is being made", () -> !rig.world.acts().isEmpty());
        var second = rig.edit("{'a': {'x': {'v': 3, 'faulty': null}, 'z': {}}}");
        rig.world.mend(X);
        assertEquals(Outcome.APPLIED, outcome(rig.await(second)));
        var record = rig.await(first);
        assertEquals(Outcome.SUPERSEDED, outcome(record));
        assertEquals(
                List.of("set a/x", "set a/x", "set a/x"),
                rig.world.acts().stream().filter("set a/x"::equals).toList(),
                "made, taken back, made anew");
        assertEquals(List.of("set a/x", "set a/x"), rig.world.acts().subList(0, 2), "y was not begun with before that");
        assertEquals(3, rig.entries().size());
    }

    @Test
    void a_newer_generation_waits_for_the_window_and_stands_on_what_was_confirmed() {
        var console = new FakeControlPath("console", true, false);
        rig.settings = rig.settings.confirming(Duration.ofMinutes(10));
        rig.paths.add(console);
        rig.reopen();
        var first = rig.edit("{'a': {'x': {'risky': true}}}");
        until("the window opens", () -> rig.engine.change(first).orElseThrow().phase() == Phase.CONFIRM);
        var second = rig.edit("{'a': {'y': {}}}");
        assertEquals(Phase.WAITING, rig.engine.change(second).orElseThrow().phase());
        console.answer();
        assertEquals(Outcome.APPLIED, outcome(rig.await(first)));
        assertEquals(Outcome.APPLIED, outcome(rig.await(second)));
        assertEquals(2, rig.entries().size());
    }

    @Test
    void a_stuck_change_never_blocks_a_newer_one() {
        rig.change("{'a': {'x': {'v': 1, 'faulty': true}}}");
        rig.world.fault(X, Fault.CANNOT_BE_UNDONE);
        var stuck = rig.change("{'a': {'x': {'v': 2}}}");
        assertEquals(Outcome.STUCK, outcome(stuck), stuck.json().text());
        assertEquals(1, rig.engine.reported().units().size());
        var other = rig.change("{'a': {'y': {}}}");
        assertTrue(rig.entries().containsKey("a/y"), other.json().text());
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'a': {'x': {'v': 3, 'faulty': null}}}")));
        assertEquals(json("{'v': 3}"), rig.entries().get("a/x"));
        until("nothing is told of any more", () -> rig.engine.reported().units().isEmpty());
    }

    @Test
    void a_newer_generation_ends_a_fetch() {
        var artifact = new Artifact(Digest.of("x"), 1);
        var started = new CountDownLatch(1);
        rig.engine.bindFetcher(_ -> {
            started.countDown();
            Thread.sleep(600_000);
            throw new AssertionError("never");
        });
        var first = rig.edit(
                "{'a': {'x': {'artifact': %s}}}".formatted(artifact.json().text()));
        until("the fetch began", () -> started.getCount() == 0);
        var second = rig.edit("{'a': {'x': null, 'y': {}}}");
        assertEquals(Outcome.APPLIED, outcome(rig.await(second)));
        assertEquals(Outcome.SUPERSEDED, outcome(rig.await(first)));
    }

    @Test
    void only_the_newest_waiting_generation_is_run() {
        rig.world.fault(X, Fault.WAITS_FOR_EVER);
        rig.paths.add(new FakeControlPath("console", true, false));
        rig.engine.bindControlPath(rig.paths.getFirst());
        var first = rig.edit("{'a': {'x': {'risky': true}}}");
        until("the window opens", () -> rig.engine.change(first).orElseThrow().phase() == Phase.CONFIRM);
        var second = rig.edit("{'a': {'y': {'v': 2}}}");
        var third = rig.edit("{'a': {'y': {'v': 3}}}");
        assertEquals(Outcome.SUPERSEDED, outcome(rig.await(second)));
        assertEquals(Outcome.UNCONFIRMED, outcome(rig.await(first)), "it waits for the window to close");
        assertEquals(Outcome.PARTLY_APPLIED, outcome(rig.await(third)), "x is not tried again");
        assertEquals(Map.of("a/y", json("{'v': 3}")), rig.entries());
    }

    @Test
    void the_next_change_tells_the_listeners_in_order() throws Exception {
        var phases = new java.util.concurrent.CopyOnWriteArrayList<Phase>();
        try (var _ = rig.engine.listen(change -> phases.add(change.phase()))) {
            rig.change("{'a': {'x': {}}}");
            until("all is heard", () -> phases.contains(Phase.DONE));
        }
        var distinct = phases.stream().distinct().toList();
        assertEquals(
                List.of(Phase.WAITING, Phase.PREPARE, Phase.APPLY, Phase.HEALTH, Phase.COMMIT, Phase.DONE), distinct);
    }
}
