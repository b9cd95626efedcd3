package io.ripcord.engine;

import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Json;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.StateException;
import io.ripcord.testkit.FakeControlPath;
import io.ripcord.testkit.FaultyDisk;
import io.ripcord.testkit.FaultyDisk.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change over the product's own way to disk, with a fault at every single call: old or new, and what is told is true. */
class DiskFaultTest {
    private static final String EDIT = "{'a': {'x': {'v': 2, 'risky': true}}, 'b': {'z': {'claim': 'port'}}}";
    private static final Map<String, Json> OLD = Map.of("a/x", json("{'v': 1}"));
    private static final Map<String, Json> NEW =
            Map.of("a/x", json("{'v': 2, 'risky': true}"), "b/z", json("{'claim': 'port'}"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void old_or_new_and_told_so_whichever_call_fails(Fault fault) throws Exception {
        boolean seenOld = false;
        boolean seenNew = false;
        int calls = calls();
        assertTrue(calls > 15, "calls: " + calls);
        for (int call = 0; call < calls; call++) {
            var after = after(fault, call);
            seenOld |= after.equals(OLD);
            seenNew |= after.equals(NEW);
        }
        assertTrue(seenOld && seenNew, "old " + seenOld + ", new " + seenNew);
    }

    private int calls() throws Exception {
        try (var rig = prepared("dry")) {
            var disk = new FaultyDisk();
            rig.host.on(disk);
            assertEquals(Optional.of(Outcome.APPLIED), rig.change(EDIT).outcome());
            return disk.made().size();
        }
    }

    private Map<String, Json> after(Fault fault, int call) throws Exception {
        boolean killed = fault == Fault.KILL || fault == Fault.KILL_AFTER;
        var where = fault + " at call " + call;
        try (var rig = prepared(fault + "" + call)) {
            var disk = new FaultyDisk().failing(fault, call);
            if (killed) {
                disk.then(rig.world::freeze);
            }
            rig.host.on(disk);
            boolean accepted = edited(rig);
            if (killed) {
                until("the process is killed, " + where, disk::hasStruck);
            } else if (accepted) {
                told(rig, where);
            } else {
                assertEquals(1, rig.engine.snapshot().localGeneration(), where);
            }
            assertTrue(disk.hasStruck(), where);
            rig.reopen();
            until("the engine is up", () -> rig.engine.reported().domains().size() == 2);
            if (accepted || rig.engine.snapshot().localGeneration() == 2) {
                assertTrue(accepted || killed, "what was refused is not done after the restart, " + where);
                told(rig, where);
            }
            var after = rig.entries();
            assertTrue(after.equals(OLD) || after.equals(NEW), where + ": " + after);
            rig.change("{'b': {'next': {}}}");
            assertTrue(rig.entries().containsKey("b/next"), "it takes the next change, " + where);
            var marker = rig.folder.resolve("state/state/provisional");
            until("the marker is gone, " + where, () -> !Files.exists(marker));
            try (var files = Files.list(rig.folder.resolve("state/state"))) {
                assertTrue(files.count() <= 4, "at most two layers' copies, the journal, and one that was aside");
            }
            return after;
        }
    }

    private static void told(Rig rig, String where) {
        var record = rig.await("c-000002");
        boolean isNew = record.outcome().equals(Optional.of(Outcome.APPLIED));
        until(
                "the world is as told, " + where + ": " + record.json().text(),
                () -> rig.entries().equals(isNew ? NEW : OLD));
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

    private Rig prepared(String name) throws Exception {
        var rig = new Rig(folder.resolve(name));
        rig.paths.add(new FakeControlPath("console", true, true));
        rig.settings = rig.settings.proving(Duration.ofMillis(50));
        rig.open();
        rig.change("{'a': {'x': {'v': 1}}}");
        rig.reopen();
        until("the engine is up", () -> rig.engine.reported().domains().size() == 2);
        return rig;
    }
}
