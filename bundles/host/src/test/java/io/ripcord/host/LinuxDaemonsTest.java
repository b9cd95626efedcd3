package io.ripcord.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxDaemonsTest {
    private static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir
    Path state;

    @AfterEach
    void end() throws Exception {
        for (var name : List.of("sleeper", "other")) {
            new LinuxDaemons(state).stop(name, Duration.ZERO);
        }
    }

    @Test
    void another_process_on_the_same_state_knows_it_again_and_one_on_another_state_does_not() throws Exception {
        var started = new LinuxDaemons(state).start("sleeper", List.of("sleep", "300"));
        assertEquals(List.of("sleep", "300"), started.argv());
        assertEquals(Optional.of(started), new LinuxDaemons(state).find("sleeper"));
        assertEquals(Optional.empty(), new LinuxDaemons(state).find("other"));
        assertEquals(Optional.empty(), new LinuxDaemons(state.resolve("other")).find("sleeper"));
    }

    @Test
    void has_a_session_of_its_own_and_a_clean_environment() throws Exception {
        var daemon = new LinuxDaemons(state).start("sleeper", List.of("sleep", "300"));
        var entry = ProcessEntry.read(daemon.pid()).orElseThrow();
        assertEquals(daemon.pid(), entry.session());
        assertEquals(2, entry.environment().size());
    }

    @Test
    void runs_once_only() throws Exception {
        var daemons = new LinuxDaemons(state);
        daemons.start("sleeper", List.of("sleep", "300"));
        assertThrows(IOException.class, () -> daemons.start("sleeper", List.of("sleep", "300")));
        daemons.stop("sleeper", GRACE);
        assertEquals(Optional.empty(), daemons.find("sleeper"));
    }

    @Test
    void a_new_run_is_told_from_the_one_before() throws Exception {
        var daemons = new LinuxDaemons(state);
        var first = daemons.start("sleeper", List.of("sleep", "300"));
        daemons.stop("sleeper", GRACE);
        assertNotEquals(first, daemons.start("sleeper", List.of("sleep", "300")));
    }

    @Test
    void goes_with_its_children_even_if_it_does_not_listen() throws Exception {
        var daemons = new LinuxDaemons(state);
        var deaf = daemons.start("sleeper", List.of("sh", "-c", "trap '' TERM; sleep 301 & echo up; wait; sleep 300"));
        until(() -> daemons.lastWords("sleeper", 100).equals("up"));
        daemons.stop("sleeper", Duration.ofMillis(100));
        assertFalse(ProcessHandle.of(deaf.pid()).map(ProcessHandle::isAlive).orElse(false));
        assertTrue(ProcessEntry.all().stream().noneMatch(entry -> entry.argv().equals(List.of("sleep", "301"))));
    }

    @Test
    void goes_with_children_that_bear_its_mark_no_longer() throws Exception {
        var daemons = new LinuxDaemons(state);
        daemons.start(
                "sleeper", List.of("sh", "-c", "env -i sh -c 'trap \"\" TERM; echo up; sleep 302; sleep 302' & wait"));
        until(() -> daemons.lastWords("sleeper", 100).equals("up"));
        daemons.stop("sleeper", Duration.ofMillis(100));
        assertTrue(ProcessEntry.all().stream().noneMatch(entry -> entry.argv().contains("302")));
    }

    @Test
    void says_in_its_own_words_why_it_did_not_start() {
        var failure = assertThrows(
                IOException.class, () -> new LinuxDaemons(state).start("sleeper", List.of("/nonexistent/program")));
        assertTrue(failure.getMessage().contains("/nonexistent/program"), failure.getMessage());
    }

    @Test
    void what_it_writes_stays_bounded() throws Exception {
        var daemons = new LinuxDaemons(state);
        daemons.start("sleeper", List.of("sh", "-c", "head -c 700000 /dev/zero; echo last; sleep 300"));
        var log = state.resolve("log/sleeper.log");
        until(() -> daemons.lastWords("sleeper", 5).equals("last"));
        assertTrue(Files.size(log) > 700_000);
        daemons.find("sleeper");
        assertEquals(0, Files.size(log));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 20 s");
            Thread.sleep(10);
        }
    }
}
