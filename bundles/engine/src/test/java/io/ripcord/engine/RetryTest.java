package io.ripcord.engine;

import static io.ripcord.engine.Rig.X;
import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.outcome;
import static io.ripcord.engine.Rig.unit;
import static io.ripcord.engine.Rig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.trust.Digest;
import io.ripcord.testkit.FakeControlPath;
import io.ripcord.testkit.FakeWorld.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryTest {
    private static final String RISKY = "{'a': {'x': {'risky': true}}}";

    @TempDir
    Path folder;

    private final FakeControlPath console = new FakeControlPath("console", true, false);
    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder);
        rig.settings = rig.settings.confirming(Duration.ofMillis(20));
        rig.identity.enrolled("acme");
        rig.paths.add(console);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void what_nobody_confirms_is_tried_again_three_times_restarts_counted_in() throws Exception {
        rig.open();
        assertEquals(Outcome.UNCONFIRMED, outcome(rig.change(RISKY)));
        rig.settings = rig.settings.tryingAgain(Duration.ofMillis(5));
        rig.reopen();
        until("four tries", () -> rig.engine.changes().size() == 4);
        var last = rig.await(rig.engine.changes().getFirst().id());
        assertEquals(Outcome.UNCONFIRMED, outcome(last));
        assertEquals("anna", last.author());
        rig.reopen();
        Thread.sleep(700);
        assertEquals(4, rig.engine.changes().size(), "the last pause would be over");
        var other = rig.change("{'a': {'y': {}}}");
        assertEquals(Outcome.PARTLY_APPLIED, outcome(other));
        assertTrue(
                unit(other, X).reason().startsWith("not tried again"),
                unit(other, X).reason());
        console.answer();
        assertEquals(Outcome.APPLIED, outcome(rig.change(RISKY)), "an edit that names it is news");
    }

    @Test
    void a_fleet_generation_that_nobody_confirmed_comes_about_when_the_console_is_back() throws Exception {
        rig.settings = rig.settings.tryingAgain(Duration.ofMillis(300));
        rig.open();
        var first = rig.engine.acceptFleet(rig.envelope(1, RISKY)).change();
        assertEquals(Outcome.UNCONFIRMED, outcome(rig.await(first)));
        assertEquals(Optional.of(Outcome.UNCONFIRMED), rig.engine.reported().outcome());
        console.answer();
        until("it is applied", () -> rig.engine.reported().outcome().equals(Optional.of(Outcome.APPLIED)));
        assertEquals(json("{'risky': true}"), rig.entries().get("a/x"));
        assertEquals(List.of(), rig.engine.reported().units());
    }

    @Test
    void a_generation_that_nobody_confirmed_is_not_banned_when_its_copy_is_lost() throws Exception {
        rig.open();
        rig.await(rig.engine.acceptFleet(rig.envelope(1, "{'b': {'z': {}}}")).change());
        var unanswered = rig.envelope(2, RISKY);
        rig.await(rig.engine.acceptFleet(unanswered).change());
        rig.close();
        Files.delete(folder.resolve("state/state/fleet.b"));
        rig.open();
        assertEquals(1, rig.engine.snapshot().fleetGeneration());
        assertEquals(2, rig.engine.acceptFleet(unanswered).generation());
    }

    @Test
    void what_failed_is_not_tried_again() throws Exception {
        rig.settings = rig.settings.tryingAgain(Duration.ofMillis(5));
        rig.world.fault(X, Fault.FAILS_HEALTH);
        rig.open();
        assertEquals(Outcome.FAILED, outcome(rig.change("{'a': {'x': {'faulty': true}}}")));
        Thread.sleep(300);
        assertEquals(1, rig.engine.changes().size());
    }

    @Test
    void what_a_restart_cut_short_comes_about_by_itself() {
        rig.settings = rig.settings.confirming(Duration.ofMinutes(10));
        rig.open();
        var change = rig.edit("{'a': {'x': {'risky': true}, 'y': {}}}");
        until("the window opens", () -> rig.engine.change(change).orElseThrow().phase() == Phase.CONFIRM);
        rig.settings = rig.settings.tryingAgain(Duration.ofMillis(50));
        rig.close();
        console.answer();
        rig.open();
        assertEquals(Outcome.UNCONFIRMED, outcome(rig.await(change)));
        until("all is there", () -> rig.entries().size() == 2);
        assertEquals(Outcome.APPLIED, outcome(rig.await("c-000002")));
    }

    @Test
    void an_artifact_that_comes_later_is_no_failure() throws Exception {
        rig.settings = rig.settings.tryingAgain(Duration.ofMillis(300));
        rig.open();
        var artifact = new Artifact(Digest.of(new byte[] {7}), 1);
        var change = rig.change(
                "{'a': {'x': {'artifact': %s}}}".formatted(artifact.json().text()));
        assertEquals(Outcome.UNCONFIRMED, outcome(change));
        rig.store.add(new byte[] {7});
        until("x is there", () -> rig.entries().containsKey("a/x"));
    }

    @Test
    void a_try_gives_way_to_an_edit() {
        rig.settings = rig.settings.tryingAgain(Duration.ofMillis(300));
        rig.open();
        rig.change(RISKY);
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'a': {'x': null}}")));
        rig.change("{'a': {'y': {}}}");
        assertEquals(3, rig.engine.changes().size());
        assertEquals(1, rig.entries().size());
    }
}
