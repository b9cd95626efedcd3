package io.ripcord.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a JVM of its own, with a real framework and one probe bundle. */
final class LauncherTest {
    private static final int SIGTERM = 143;

    private ProbeFolder folder;

    @BeforeEach
    void makeFolder(@TempDir Path root) throws IOException {
        folder = new ProbeFolder(root);
    }

    @AfterEach
    void endProcesses() throws InterruptedException {
        folder.endProcesses();
    }

    @Test
    void says_ready_when_every_bundle_runs() throws Exception {
        folder.launch();
        folder.awaitReady();
        assertEquals(List.of("started normal safe=false last=1"), folder.notes());
        folder.await("word of it in the log", () -> folder.output().contains("Ready: 1 bundles"));
    }

    @Test
    void stops_bundles_in_order_on_SIGTERM() throws Exception {
        var process = folder.launch();
        folder.awaitReady();
        process.destroy();
        assertEquals(SIGTERM, exitOf(process));
        assertEquals("stopped", folder.notes().getLast());
        assertFalse(Files.exists(folder.state("run/ready")));
        assertFalse(Files.exists(folder.state("run/device.pid")));
        assertEquals(0, countOfStarts(), "an end from outside is no bad start");
    }

    @Test
    void builds_the_framework_storage_anew() throws Exception {
        var first = folder.launch();
        folder.awaitReady();
        first.destroy();
        exitOf(first);
        var leftover = Files.writeString(folder.state("framework/bundle1/leftover"), "");
        folder.launch();
        folder.awaitReady();
        assertFalse(Files.exists(leftover));
    }

    @Test
    void reports_what_came_when() throws Exception {
        folder.launch();
        folder.awaitReady();
        folder.await("the report", () -> Files.exists(folder.state("run/start.txt")));
        folder.await("its last line", () -> report().contains("launcher base runs"));
        assertTrue(report().indexOf("bundle probe") > report().indexOf("launcher base is resolved"), this::report);
    }

    private String report() {
        try {
            return Files.readString(folder.state("run/start.txt")).replaceAll(" +", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void counts_a_start_as_bad_until_it_was_healthy() throws Exception {
        folder.launch("--healthy-after", "1");
        folder.await("counted", () -> Files.exists(folder.state("launcher/starts")) && countOfStarts() == 1);
        folder.await("healthy", () -> countOfStarts() == 0);
    }

    @Test
    void a_kill_counts_and_the_fourth_start_with_a_provisional_change_falls_back() throws Exception {
        seed(2, true);
        var killed = folder.launch();
        folder.awaitReady();
        killed.destroyForcibly().waitFor();
        assertEquals(3, countOfStarts());
        folder.launch();
        folder.await("started twice", () -> folder.notes().size() == 2);
        assertEquals("started fallback safe=false last=1", folder.notes().getLast());
    }

    @Test
    void the_seventh_start_is_in_safe_mode() throws Exception {
        seed(6, false);
        folder.launch();
        folder.awaitReady();
        assertEquals("started safe safe=true last=1", folder.notes().getLast());
    }

    @Test
    void a_start_whose_base_is_not_complete_is_a_bad_one_and_ends() throws Exception {
        Files.writeString(folder.state("fail"), "");
        assertEquals(ExitCode.FAILED, exitOf(folder.launch()));
        assertTrue(folder.output().contains("not ready: probe 1.0.0 is not started"), folder.output());
        assertTrue(folder.output().contains("told to fail"), "the cause is in the log: " + folder.output());
        assertFalse(Files.exists(folder.state("run/ready")));
        assertEquals(1, countOfStarts());
        folder.launch();
        folder.awaitReady();
        assertTrue(folder.output().contains("Started again: started, but not ready: probe"), folder.output());
    }

    @Test
    void stays_up_in_safe_mode_though_its_base_is_not_complete() throws Exception {
        seed(6, false);
        Files.writeString(folder.state("fail"), "");
        folder.launch();
        folder.await("reported", () -> folder.output().contains("Started, but not ready: probe 1.0.0 is not started"));
        assertFalse(Files.exists(folder.state("run/ready")));
    }

    @Test
    void safe_mode_stays_after_a_good_start_and_is_left_when_somebody_wants_that() throws Exception {
        seed(6, false);
        var first = folder.launch("--healthy-after", "1");
        folder.await("a good start", () -> folder.notes().size() == 1 && countOfStarts() == 6);
        first.destroyForcibly().waitFor();
        var second = folder.launch("--healthy-after", "1");
        folder.await("started again", () -> folder.notes().size() == 2);
        assertEquals("started safe safe=true last=1", folder.notes().getLast());
        second.destroyForcibly().waitFor();
        Files.writeString(folder.state("launcher/leave-safe-mode"), "");
        folder.launch("--healthy-after", "1");
        folder.await("started once more", () -> folder.notes().size() == 3);
        assertEquals("started normal safe=false last=1", folder.notes().getLast());
        assertFalse(Files.exists(folder.state("launcher/leave-safe-mode")));
        folder.await("a good start ends it", () -> countOfStarts() == 0);
    }

    @Test
    void a_bundle_that_ends_the_process_is_named_and_its_start_is_a_bad_one() throws Exception {
        Files.writeString(folder.state("exit"), "");
        assertEquals(ExitCode.FAILED, exitOf(folder.launch()));
        assertEquals(1, countOfStarts());
        folder.launch();
        folder.awaitReady();
        assertTrue(
                folder.output()
                        .contains("Started again: bundle probe 1.0.0 ended the process in "
                                + ProbeActivator.class.getName() + ".misbehave"),
                folder.output());
    }

    @Test
    void ends_when_it_has_too_many_threads() throws Exception {
        Files.writeString(folder.state("threads"), "");
        assertEquals(ExitCode.FAILED, exitOf(folder.launch("--most-threads", "100")));
        assertEquals(1, countOfStarts());
        assertTrue(folder.output().contains("and 100 are the most"), folder.output());
    }

    @Test
    void gives_up_a_start_that_hangs_and_counts_it() throws Exception {
        Files.writeString(folder.state("hang"), "");
        assertEquals(ExitCode.FAILED, exitOf(folder.launch("--start-within", "2")));
        assertEquals(1, countOfStarts());
    }

    @Test
    void asks_to_be_started_again_when_the_framework_is_stopped_from_inside() throws Exception {
        Files.writeString(folder.state("restart"), "");
        assertEquals(ExitCode.RESTART, exitOf(folder.launch()));
        assertEquals("stopped", folder.notes().getLast());
        assertEquals(1, countOfStarts());
    }

    @Test
    void refuses_a_state_that_another_process_runs_on() throws Exception {
        var first = folder.launch();
        folder.awaitReady();
        assertEquals(ExitCode.MISUSE, exitOf(folder.launch()));
        assertTrue(folder.output().contains("process " + first.pid() + " runs on it"), folder.output());
    }

    @Test
    void refuses_a_list_that_names_a_missing_jar() throws Exception {
        Files.delete(folder.home("bundles").resolve(ProbeFolder.PROBE));
        assertEquals(ExitCode.FAILED, exitOf(folder.launch()));
        assertTrue(folder.output().contains("there is no such file; build the folder again"), folder.output());
    }

    private void seed(int badStarts, boolean provisional) throws IOException {
        Files.createDirectories(folder.state("launcher"));
        Files.createDirectories(folder.state("state"));
        Files.writeString(folder.state("launcher/starts"), badStarts + "\n");
        if (provisional) {
            Files.writeString(folder.state("state/provisional"), "");
        }
    }

    private static int exitOf(Process process) throws InterruptedException {
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process has not ended within 30 s");
        return process.exitValue();
    }

    private int countOfStarts() throws IOException {
        return Integer.parseInt(
                Files.readString(folder.state("launcher/starts")).strip());
    }
}
