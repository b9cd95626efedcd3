package io.ripcord.engine;

import static io.ripcord.engine.Rig.X;
import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.outcome;
import static io.ripcord.engine.Rig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.state.Drift;
import io.ripcord.testkit.FakeControlPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reality is changed by hand, behind the engine's back. */
class DriftTest {
    @TempDir
    Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder);
        rig.settings = rig.settings.looking(Duration.ofMillis(20));
        rig.open();
        rig.change("{'a': {'x': {'v': 1}, 'y': {'v': 1}}}");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void what_was_changed_by_hand_is_seen_told_of_and_brought_back() throws Exception {
        var told = new AtomicInteger();
        try (var _ = rig.engine.listen(_ -> told.incrementAndGet())) {
            rig.world.byHand("a/x", json("{'v': 9}"));
            until("x is back", () -> json("{'v': 1}").equals(rig.entries().get("a/x")));
            until("it is told", () -> told.get() > 0);
        }
        assertEquals(
                List.of(X),
                rig.engine.reported().drift().stream().map(Drift::unit).toList());
        assertEquals(List.of(), rig.engine.reported().units());
        assertEquals(1, rig.engine.changes().size(), "it is no change");
    }

    @Test
    void what_was_made_by_hand_is_taken_away() {
        rig.world.byHand("b/stranger", json("{}"));
        until("it is gone", () -> rig.entries().size() == 2);
    }

    @Test
    void a_look_at_what_is_as_wanted_writes_nothing_and_does_nothing() throws Exception {
        rig.world.clearActs();
        int writes = rig.host.writes();
        Thread.sleep(300);
        assertEquals(writes, rig.host.writes());
        assertEquals(List.of(), rig.world.acts());
        assertEquals(List.of(), rig.engine.reported().drift());
    }

    @Test
    void what_is_changed_again_and_again_is_left_alone_for_a_while() {
        var hand = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                rig.world.byHand("a/x", json("{'v': 9}"));
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
        });
        until(
                "it is told of",
                () -> rig.engine.reported().units().stream()
                        .anyMatch(unit -> unit.unit().equals(X) && unit.reason().contains("again and again")));
        hand.interrupt();
        until("x is back", () -> json("{'v': 1}").equals(rig.entries().get("a/x")));
        until("x is well", () -> rig.engine.reported().units().isEmpty());
    }

    @Test
    void nobody_looks_while_a_change_runs() throws Exception {
        var console = new FakeControlPath("console", true, false);
        rig.close();
        rig.settings = rig.settings.confirming(Duration.ofSeconds(30));
        rig.paths.add(console);
        rig.open();
        var change = rig.edit("{'a': {'x': {'v': 2, 'risky': true}}}");
        until("the window opens", () -> rig.engine.change(change).orElseThrow().phase() == Phase.CONFIRM);
        rig.world.byHand("a/y", json("{'v': 9}"));
        Thread.sleep(200);
        assertEquals(json("{'v': 9}"), rig.entries().get("a/y"));
        console.answer();
        assertEquals(Outcome.APPLIED, outcome(rig.await(change)));
        until(
                "y is back",
                () -> rig.entries().equals(Map.of("a/x", json("{'v': 2, 'risky': true}"), "a/y", json("{'v': 1}"))));
        assertTrue(rig.engine.reported().units().isEmpty());
    }
}
