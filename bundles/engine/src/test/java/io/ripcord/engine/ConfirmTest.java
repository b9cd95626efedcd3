package io.ripcord.engine;

import static io.ripcord.engine.Rig.X;
import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.outcome;
import static io.ripcord.engine.Rig.unit;
import static io.ripcord.engine.Rig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.testkit.FakeControlPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfirmTest {
    @TempDir
    Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void a_risky_change_is_undone_when_a_path_that_worked_keeps_silent() {
        rig.paths.add(new FakeControlPath("console", true, false));
        rig.paths.add(new FakeControlPath("admin session", true, true));
        rig.open();
        rig.paths.clear();
        var change = rig.change("{'a': {'x': {'risky': true}}}");
        assertEquals(Outcome.UNDONE, outcome(change));
        assertTrue(unit(change, X).reason().contains("console"), unit(change, X).reason());
        assertEquals(0, rig.entries().size());
    }

    @Test
    void a_risky_change_stays_when_all_paths_that_worked_answer() {
        var console = new FakeControlPath("console", true, true);
        rig.paths.add(console);
        rig.paths.add(new FakeControlPath("admin session", false, false));
        rig.open();
        var change = rig.change("{'a': {'x': {'risky': true}}}");
        assertEquals(Outcome.APPLIED, outcome(change));
        assertEquals(Set.of(change.id()), console.challenges());
        rig.change("{'a': {'y': {}}}");
        assertEquals(Set.of(change.id()), console.challenges(), "no window without a risky unit");
    }

    @Test
    void no_window_opens_when_no_path_worked_before() {
        rig.paths.add(new FakeControlPath("console", false, false));
        rig.open();
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'a': {'x': {'risky': true}}}")));
    }

    @Test
    void a_restart_inside_the_window_means_undo() {
        rig.open().change("{'a': {'x': {'v': 1}}}");
        rig.settings = rig.settings.confirming(Duration.ofMinutes(10));
        rig.paths.add(new FakeControlPath("console", true, false));
        rig.reopen();
        var change = rig.edit("{'a': {'x': {'v': 2, 'risky': true}}}");
        until("the window opens", () -> rig.engine.change(change).orElseThrow().phase() == Phase.CONFIRM);
        assertEquals(json("{'v': 2, 'risky': true}"), rig.entries().get("a/x"));
        rig.reopen();
        var record = rig.await(change);
        assertEquals(Outcome.UNDONE, outcome(record));
        assertTrue(unit(record, X).reason().contains("before the change was confirmed"));
        assertEquals(json("{'v': 1}"), rig.entries().get("a/x"));
    }
}
