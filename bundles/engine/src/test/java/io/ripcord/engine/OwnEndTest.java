package io.ripcord.engine;

import static io.ripcord.engine.Rig.X;
import static io.ripcord.engine.Rig.Y;
import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.outcome;
import static io.ripcord.engine.Rig.unit;
import static io.ripcord.engine.Rig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.testkit.FakeController;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeWorld.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process ends by what runs in it: while a change is carried out, soon after it, and again and again. */
class OwnEndTest {
    private static final String EXIT = "bundle rogue 1.0.0 ended the process in Rogue.run (Runtime.exit)";

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
    void what_ended_the_process_while_it_was_changed_is_undone_named_and_not_tried_again() {
        cutWhileChanging();
        rig.facts = new FakeFacts(folder).after(EXIT);
        rig.reopen();
        var record = rig.await("c-000002");
        assertEquals(Outcome.FAILED, outcome(record));
        assertTrue(unit(record, X).reason().contains(EXIT), unit(record, X).reason());
        assertEquals(json("{'v': 1}"), rig.entries().get("a/x"));
        rig.facts = new FakeFacts(folder);
        rig.reopen();
        var next = rig.change("{'b': {'z': {}}}");
        assertEquals(Outcome.PARTLY_APPLIED, outcome(next));
        assertTrue(
                unit(next, X).reason().contains("not tried again"),
                unit(next, X).reason());
        assertEquals(json("{'v': 1}"), rig.entries().get("a/x"));
    }

    @Test
    void what_a_power_cut_interrupted_is_tried_again_by_the_next_change() {
        cutWhileChanging();
        rig.reopen();
        assertEquals(Outcome.UNCONFIRMED, outcome(rig.await("c-000002")));
        rig.world.mend(X);
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'b': {'z': {}}}")));
        assertEquals(json("{'v': 2, 'faulty': true}"), rig.entries().get("a/x"));
    }

    private void cutWhileChanging() {
        rig.change("{'a': {'x': {'v': 1}}}");
        rig.world.fault(X, Fault.WAITS_FOR_EVER);
        rig.edit("{'a': {'x': {'v': 2, 'faulty': true}}}");
        until("it is being changed", () -> rig.entries().get("a/x").equals(json("{'v': 2, 'faulty': true}")));
        rig.close();
        rig.world.clear();
    }

    @Test
    void a_change_after_which_starts_do_not_last_goes_back_in_fallback() {
        rig.change("{'a': {'x': {'v': 1}, 'y': {'v': 1}}}");
        var change = rig.change("{'a': {'x': {'v': 2}, 'z': {}}}");
        assertEquals(Outcome.APPLIED, outcome(change));
        assertTrue(Files.exists(marker()), "three starts that do not last bring back what was");
        rig.facts = new FakeFacts(folder).after(EXIT);
        rig.reopen();
        assertEquals(json("{'v': 2}"), rig.entries().get("a/x"));
        assertTrue(Files.exists(marker()));
        rig.facts = new FakeFacts(folder).after(EXIT).inFallback();
        rig.reopen();
        until("the old one is back", () -> json("{'v': 1}").equals(rig.entries().get("a/x")));
        until("the new one is gone", () -> !rig.entries().containsKey("a/z"));
        var record = rig.engine.change(change.id()).orElseThrow();
        assertEquals(Outcome.FAILED, outcome(record));
        assertTrue(unit(record, X).reason().contains(EXIT), unit(record, X).reason());
        assertFalse(Files.exists(marker()));
        rig.facts = new FakeFacts(folder);
        rig.reopen();
        assertEquals(Outcome.PARTLY_APPLIED, outcome(rig.change("{'b': {'q': {}}}")));
        assertEquals(json("{'v': 1}"), rig.entries().get("a/x"), "it is not tried again");
    }

    @Test
    void a_change_whose_process_ended_right_after_its_commit_goes_back_in_fallback_too() throws IOException {
        rig.change("{'a': {'x': {'v': 1}}}");
        var change = rig.change("{'a': {'x': {'v': 2}}}");
        rig.close();
        Files.writeString(marker(), change.id() + "\n");
        rig.facts = new FakeFacts(folder).after(EXIT);
        rig.open();
        until("it is marked", () -> text(marker()).startsWith("probation "));
        rig.facts = new FakeFacts(folder).after(EXIT).inFallback();
        rig.reopen();
        until("the old one is back", () -> json("{'v': 1}").equals(rig.entries().get("a/x")));
    }

    @Test
    void a_change_after_which_the_power_went_again_and_again_stays() {
        rig.change("{'a': {'x': {'v': 1}}}");
        rig.change("{'a': {'x': {'v': 2}}}");
        rig.facts = new FakeFacts(folder).inFallback();
        rig.reopen();
        rig.change("{'b': {'q': {}}}");
        assertEquals(json("{'v': 2}"), rig.entries().get("a/x"));
    }

    @Test
    void what_was_settled_after_a_change_that_is_taken_back_stays_the_newest() {
        rig.change("{'a': {'x': {'v': 1}}}");
        var change = rig.change("{'a': {'x': {'v': 2}}}");
        rig.world.fault(Y, Fault.REFUSES_IN_PREPARE);
        var later = rig.change("{'a': {'y': {'faulty': true}}}");
        rig.world.mend(Y);
        rig.facts = new FakeFacts(folder).after(EXIT).inFallback();
        rig.reopen();
        until("the old one is back", () -> json("{'v': 1}").equals(rig.entries().get("a/x")));
        assertEquals(later.id(), rig.engine.history().getFirst().change());
        assertEquals(Outcome.FAILED, outcome(rig.engine.change(change.id()).orElseThrow()));
        rig.facts = new FakeFacts(folder);
        rig.reopen();
        rig.change("{'b': {'q': {}}}");
        assertEquals(json("{'v': 1}"), rig.entries().get("a/x"), "it is not tried again");
    }

    @Test
    void only_what_runs_code_of_others_is_blamed_for_an_end_and_the_rest_is_tried_again_by_itself() {
        rig.controllers.set(1, new FakeController("b", rig.world).runningCodeOfOthers());
        rig.reopen();
        rig.world.fault(new UnitId("b", "z"), Fault.WAITS_FOR_EVER);
        rig.edit("{'a': {'x': {'v': 1, 'provides': ['k:1']}}, 'b': {'z': {'needs': ['k:1'], 'faulty': true}}}");
        until("it is being changed", () -> rig.entries().containsKey("b/z"));
        rig.close();
        rig.world.clear();
        rig.world.mend(new UnitId("b", "z"));
        rig.settings = rig.settings.tryingAgain(Duration.ofMillis(20));
        rig.facts = new FakeFacts(folder).after(EXIT);
        rig.open();
        var record = rig.await("c-000001");
        assertEquals(Outcome.UNCONFIRMED, unit(record, X).outcome(), record.json()::text);
        assertEquals(Outcome.FAILED, unit(record, new UnitId("b", "z")).outcome(), record.json()::text);
        until("what is innocent comes", () -> rig.entries().containsKey("a/x"));
        assertFalse(rig.entries().containsKey("b/z"));
    }

    @Test
    void a_change_that_lasted_is_not_taken_back() {
        rig.settings = rig.settings.proving(Duration.ofMillis(50));
        rig.reopen();
        rig.change("{'a': {'x': {'v': 1}}}");
        rig.change("{'a': {'x': {'v': 2}}}");
        until("it has lasted", () -> !Files.exists(marker()));
        rig.facts = new FakeFacts(folder).after(EXIT).inFallback();
        rig.reopen();
        rig.change("{'b': {'q': {}}}");
        assertEquals(json("{'v': 2}"), rig.entries().get("a/x"));
    }

    @Test
    void an_old_version_that_does_not_let_go_is_left_out_at_the_next_start_and_the_new_one_comes() {
        rig.change("{'a': {'x': {'v': 1}, 'y': {'v': 1}}}");
        rig.world.fault(X, Fault.HANGS_LEAVING);
        var change = rig.edit("{'a': {'x': {'v': 2, 'faulty': true}}}");
        until("a restart is asked for", () -> !rig.host.restarts().isEmpty());
        rig.close();
        rig.world.mend(X).clear();
        rig.reopen();
        var record = rig.await(change);
        assertEquals(Outcome.APPLIED, outcome(record), record.json()::text);
        assertEquals(json("{'v': 2, 'faulty': true}"), rig.entries().get("a/x"));
        assertFalse(rig.world.acts().contains("commit a/x") && rig.entries().isEmpty());
        assertEquals(json("{'v': 1}"), rig.entries().get(Y.toString()));
        assertTrue(rig.engine.reported().units().isEmpty());
    }

    @Test
    void in_fallback_an_old_version_that_does_not_let_go_is_back() {
        rig.change("{'a': {'x': {'v': 1}}}");
        rig.world.fault(X, Fault.HANGS_LEAVING);
        var change = rig.edit("{'a': {'x': {'v': 2, 'faulty': true}}}");
        until("a restart is asked for", () -> !rig.host.restarts().isEmpty());
        rig.facts = new FakeFacts(folder).inFallback();
        rig.reopen();
        assertEquals(Outcome.FAILED, outcome(rig.await(change)));
        assertEquals(json("{'v': 1}"), rig.entries().get("a/x"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path marker() {
        return folder.resolve("state/state/provisional");
    }
}
