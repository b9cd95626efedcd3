package io.ripcord.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that keeps the launcher running, with a real JVM under it. */
final class SupervisorTest {
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
    void starts_the_device_again_after_a_kill_and_ends_on_SIGTERM() throws Exception {
        var script = folder.supervise();
        folder.awaitReady();
        var killed = folder.pid();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        folder.await("started again", () -> folder.notes().size() == 2 && Files.exists(folder.state("run/ready")));
        var second = ProcessHandle.of(folder.pid()).orElseThrow();
        assertFalse(second.pid() == killed);

        script.destroy();
        assertEquals(0, exitOf(script));
        assertFalse(second.isAlive(), "SIGTERM to the script ends the device");
        assertEquals("stopped", folder.notes().getLast());
    }

    @Test
    void starts_the_device_again_at_its_own_request() throws Exception {
        Files.writeString(folder.state("restart"), "");
        folder.supervise();
        folder.await(
                "started twice",
                () -> Collections.frequency(folder.notes(), "stopped") == 1
                        && folder.notes().size() == 3);
        folder.awaitReady();
    }

    @Test
    void does_not_start_again_a_device_that_got_SIGTERM_itself() throws Exception {
        var script = folder.supervise();
        folder.awaitReady();
        ProcessHandle.of(folder.pid()).orElseThrow().destroy();
        assertEquals(0, exitOf(script));
        assertEquals("stopped", folder.notes().getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "exit-later", "halt"})
    void starts_the_device_again_whatever_code_a_bundle_ends_it_with(String deed) throws Exception {
        Files.writeString(folder.state(deed), "");
        folder.supervise();
        folder.await(
                "started twice",
                () -> folder.notes().stream()
                                .filter(note -> note.startsWith("started"))
                                .count()
                        == 2);
        folder.awaitReady();
        assertEquals("2", Files.readString(folder.state("launcher/starts")).strip());
        assertTrue(folder.output().contains("Started again: "), folder.output());
    }

    @Test
    void keeps_the_threads_of_a_device_that_does_not_answer_and_starts_it_again() throws Exception {
        Files.writeString(folder.state("starve"), "");
        folder.supervise("--silent-for", "10");
        folder.await("started twice", () -> folder.notes().size() == 2);
        folder.awaitReady();
        long pid = folder.pid();
        assertTrue(Files.readString(folder.state("log/silent.txt")).contains("Full thread dump"));
        assertTrue(folder.output().contains("Started again: the process did not answer for 1"), folder.output());
        Thread.sleep(12_000);
        assertEquals(pid, folder.pid(), "a device that answers is let run");
    }

    @Test
    void does_not_try_again_what_cannot_succeed() throws Exception {
        Files.delete(folder.home("bundles.list"));
        assertEquals(ExitCode.MISUSE, exitOf(folder.supervise()));
        assertTrue(folder.output().contains("it has no file bundles.list"), folder.output());
    }

    private static int exitOf(Process process) throws InterruptedException {
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process has not ended within 30 s");
        return process.exitValue();
    }
}
