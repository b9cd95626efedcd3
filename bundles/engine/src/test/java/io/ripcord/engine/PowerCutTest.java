package io.ripcord.engine;

import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;
import io.ripcord.api.json.Json;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.StateException;
import io.ripcord.testkit.FakeControlPath;
import io.ripcord.testkit.FakeHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cuts the power at every single write of a change, opens the engine again, and finds the old or the new state. */
class PowerCutTest {
    private static final Map<String, Json> OLD = Map.of("a/x", json("{'v': 1}"), "a/y", json("{'v': 1}"));
    private static final Map<String, Json> NEW =
            Map.of("a/x", json("{'v': 2, 'risky': true}"), "a/y", json("{'v': 2}"), "b/z", json("{'claim': 'port'}"));
    private static final String EDIT =
            "{'a': {'x': {'v': 2, 'risky': true}, 'y': {'v': 2}}, 'b': {'z': {'claim': 'port'}}}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void old_or_new_whichever_write_the_power_is_cut_at(boolean losingUnsynced) throws Exception {
        int writes = writesOfTheChange();
        assertTrue(writes >= 5, "writes: " + writes);
        boolean seenOld = false;
        boolean seenNew = false;
        for (int cut = 0; cut < writes; cut++) {
            var after = cutAt(cut, losingUnsynced);
            seenOld |= after.equals(OLD);
            seenNew |= after.equals(NEW);
        }
        assertTrue(seenOld && seenNew);
    }

    private int writesOfTheChange() throws Exception {
        try (var rig = prepared("uncut" + System.nanoTime())) {
            int before = rig.host.writes();
            var change = rig.change(EDIT);
            assertEquals(Optional.of(Outcome.APPLIED), change.outcome());
            return rig.host.writes() - before;
        }
    }

    /** The world after the power was cut at that write, and the device started again. */
    private Map<String, Json> cutAt(int cut, boolean losingUnsynced) throws Exception {
        try (var rig = prepared("cut" + cut + losingUnsynced)) {
            if (losingUnsynced) {
                rig.host.losingUnsynced();
            }
            rig.host.cutAt(rig.host.writes() + cut, rig.world::freeze);
            boolean accepted = edited(rig);
            until("the power is cut", rig.host::isCut);
            rig.reopen();
            if (accepted) {
                settledTruthfully(rig, cut);
            } else {
                until("the engine is up", () -> rig.engine.snapshot().localGeneration() == 1);
            }
            until(
                    "the world is as confirmed, cut " + cut,
                    () -> Set.of(OLD, NEW).contains(rig.entries()));
            until(
                    "the marker is gone, cut " + cut,
                    () -> !Files.exists(rig.folder.resolve("state/state/provisional")) || !accepted);
            goesOn(rig);
            return rig.acted;
        }
    }

    private static boolean edited(Rig rig) {
        try {
            rig.engine.editLocal(new LocalEdit(rig.engine.snapshot().localGeneration(), json(EDIT), "anna"));
            return true;
        } catch (StateException e) {
            assertEquals(StateException.Reason.STORAGE, e.reason());
            return false;
        }
    }

    private static void settledTruthfully(Rig rig, int cut) {
        var record = rig.await("c-000002");
        until(
                "the world is as told, cut " + cut + ", " + record.json().text(),
                () -> rig.entries().equals(isNew(record) ? NEW : OLD));
        assertEquals(2, rig.engine.snapshot().localGeneration());
        assertEquals(
                isNew(record) ? Set.of() : Set.of(Rig.X, Rig.Y, new UnitId("b", "z")),
                rig.engine.reported().units().stream().map(UnitResult::unit).collect(Collectors.toSet()),
                "what is not as wanted is told of, cut " + cut);
        rig.acted = rig.entries();
    }

    private static boolean isNew(ChangeRecord record) {
        return record.outcome().equals(Optional.of(Outcome.APPLIED));
    }

    private static void goesOn(Rig rig) {
        if (rig.acted.isEmpty()) {
            rig.acted = rig.entries();
        }
        var next = rig.change("{'b': {'next': {}}}");
        assertEquals(Phase.DONE, next.phase());
        assertTrue(rig.entries().containsKey("b/next"));
    }

    private Rig prepared(String name) throws Exception {
        var rig = new Rig(folder.resolve(name));
        rig.paths.add(new FakeControlPath("console", true, true));
        rig.settings = rig.settings.proving(Duration.ofMillis(50));
        rig.open();
        rig.change("{'a': {'x': {'v': 1}, 'y': {'v': 1}}}");
        rig.reopen();
        until("the engine is up", () -> rig.engine.reported().domains().size() == 2);
        return rig;
    }

    @Test
    void what_was_told_as_applied_stays_when_the_power_is_cut_right_after() throws Exception {
        try (var rig = prepared("told")) {
            assertEquals(Optional.of(Outcome.APPLIED), rig.change(EDIT).outcome());
            rig.host.losingUnsynced().cutAt(rig.host.writes(), rig.world::freeze);
            edited(rig);
            rig.world.clear();
            rig.reopen();
            until("all is back", () -> rig.entries().equals(NEW));
            assertEquals(
                    Optional.of(Outcome.APPLIED),
                    rig.engine.changes().getFirst().outcome());
        }
    }

    @Test
    void a_change_syncs_the_disk_at_most_four_times() throws Exception {
        try (var rig = prepared("syncs")) {
            for (int i = 0; i < 40; i++) {
                var filler = "x".repeat(40_000);
                int before = rig.host.syncs();
                rig.change("{'a': {'x': {'v': %d, 'risky': true, 'filler': '%s'}}}".formatted(i, filler));
                int accepting = 1;
                assertTrue(rig.host.syncs() - before - accepting <= 4, "change " + i);
            }
            assertTrue(Files.size(rig.folder.resolve("state/state/journal")) < 6_000_000, "the journal is rewritten");
            rig.reopen();
            assertEquals(20, rig.engine.history().size());
            assertEquals(41, rig.engine.changes().size());
        }
    }

    @Test
    void a_full_disk_touches_nothing_and_leaves_the_device_as_it_is() throws Exception {
        try (var rig = prepared("full")) {
            var free = rig.host;
            rig.host.cutAt(rig.host.writes() + 1, () -> {});
            var change = rig.change(EDIT);
            assertEquals(Optional.of(Outcome.UNCONFIRMED), change.outcome());
            assertEquals(OLD, rig.entries());
            assertTrue(free.isCut());
            rig.host = new FakeHost();
        }
    }
}
