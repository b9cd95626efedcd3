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
        assertEquals(Outcome.UNCONFIRMED, outcome(change));
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
    void a_path_that_shows_itself_only_when_it_is_asked_counts_as_one_that_worked() {
        rig.paths.add(new FakeControlPath("console", false, false).workingWhenProbed());
        rig.open();
        assertEquals(Outcome.UNCONFIRMED, outcome(rig.change("{'a': {'x': {'risky': true}}}")));
    }

    @Test
    void a_fleets_change_stays_when_no_path_worked_before() throws Exception {
        rig.paths.add(new FakeControlPath("console", false, false));
        rig.paths.add(new FakeControlPath("admin session", false, false).takingWord());
        rig.identity.enrolled("acme");
        rig.open();
        var receipt = rig.engine.acceptFleet(rig.envelope(1, "{'a': {'x': {'risky': true}}}"));
        assertEquals(Outcome.APPLIED, outcome(rig.await(receipt.change())));
    }

    @Test
    void a_local_change_wants_a_persons_word_when_no_path_worked_before() {
        var console = new FakeControlPath("console", false, false);
        var admin = new FakeControlPath("admin session", false, false).takingWord();
        rig.paths.add(console);
        rig.paths.add(admin);
        rig.open();
        var silent = rig.change("{'a': {'x': {'risky': true}}}");
        assertEquals(Outcome.UNCONFIRMED, outcome(silent));
        assertTrue(
                unit(silent, X).remedy().contains("change confirm"),
                unit(silent, X).remedy());
        assertEquals(0, rig.entries().size());
        admin.answer();
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'a': {'x': {'risky': true}}}")));
        assertEquals(Set.of(), console.challenges());
    }

    @Test
    void a_change_stays_when_the_way_works_and_only_who_answers_is_away() {
        rig.paths.add(new FakeControlPath("console", true, false).reached());
        rig.open();
        var change = rig.change("{'a': {'x': {'risky': true}}}");
        assertEquals(Outcome.APPLIED, outcome(change));
        assertTrue(
                change.progress().stream().anyMatch(line -> line.contains("away for everybody")),
                change.progress()::toString);
    }

    @Test
    void a_clock_that_jumps_makes_the_window_neither_shorter_nor_longer() {
        var console = new FakeControlPath("console", true, false);
        rig.settings = rig.settings.confirming(Duration.ofSeconds(5));
        rig.paths.add(console);
        rig.open();
        var change = rig.edit("{'a': {'x': {'risky': true}}}");
        until("the window opens", () -> rig.engine.change(change).orElseThrow().phase() == Phase.CONFIRM);
        rig.clock.advance(Duration.ofDays(3650));
        console.answer();
        assertEquals(Outcome.APPLIED, outcome(rig.await(change)));
        rig.close();
        rig.paths.clear();
        rig.paths.add(new FakeControlPath("console", true, false));
        rig.settings = rig.settings.confirming(Duration.ofMillis(300));
        rig.open();
        var silent = rig.edit("{'a': {'x': {'risky': true, 'v': 2}}}");
        until("the window opens", () -> rig.engine.change(silent).orElseThrow().phase() == Phase.CONFIRM);
        rig.clock.advance(Duration.ofDays(-7300));
        assertEquals(Outcome.UNCONFIRMED, outcome(rig.await(silent)));
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
        assertEquals(Outcome.UNCONFIRMED, outcome(record));
        assertTrue(unit(record, X).reason().contains("before the change was confirmed"));
        assertEquals(json("{'v': 1}"), rig.entries().get("a/x"));
    }
}
