package io.ripcord.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.disk.DiskCalls;
import io.ripcord.api.disk.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxHostTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final LinuxHost host = new LinuxHost(
            new OrderlyRestart(
                    Fakes.of(org.osgi.framework.Bundle.class),
                    Path.of("/nowhere"),
                    new DurableFiles(DiskCalls.PLAIN),
                    () -> {}),
            new StateDisk(Path.of("/nowhere"), DiskCalls.PLAIN));

    @Test
    void gives_arguments_input_and_output_through_unchanged() throws IOException, InterruptedException {
        var result = host.run(List.of("cat", "-", "/nowhere; ls"), "in ü".getBytes(StandardCharsets.UTF_8), LONG);
        assertEquals("in ü", result.out());
        assertEquals(1, result.status());
        assertTrue(result.err().contains("/nowhere; ls"));
        assertTrue(assertThrows(IOException.class, () -> result.orThrow("Reading"))
                .getMessage()
                .startsWith("Reading failed with status 1: cat:"));
    }

    @Test
    void the_environment_is_clean() throws IOException, InterruptedException {
        assertEquals(
                List.of("LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"),
                host.run(LONG, "env").out().lines().sorted().toList());
    }

    @Test
    void kills_a_program_and_its_children_at_the_limit() throws IOException, InterruptedException {
        var pid = folder.resolve("pid");
        var refused = assertThrows(
                IOException.class,
                () -> host.run(Duration.ofMillis(500), "sh", "-c", "sleep 1000 & echo $! > " + pid + "; wait"));
        assertTrue(refused.getMessage().contains("did not end within 500 ms"));
        var child = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        for (int i = 0; i < 500 && child.isPresent() && child.get().isAlive(); i++) {
            Thread.sleep(10);
        }
        assertFalse(child.isPresent() && child.get().isAlive());
    }

    @Test
    void does_not_wait_for_a_child_that_keeps_the_output_open() throws IOException, InterruptedException {
        var result = host.run(LONG, "sh", "-c", "sleep 1000 & echo $!");
        ProcessHandle.of(Long.parseLong(result.out().strip())).ifPresent(ProcessHandle::destroyForcibly);
        assertTrue(result.ok());
    }

    @Test
    void refuses_output_without_end() {
        assertTrue(assertThrows(IOException.class, () -> host.run(LONG, "cat", "/dev/zero"))
                .getMessage()
                .contains("wrote more than 4194304 bytes"));
    }

    @Test
    void a_program_may_ignore_its_input() throws IOException, InterruptedException {
        assertTrue(host.run(List.of("true"), new byte[1 << 20], LONG).ok());
    }

    @Test
    void says_which_program_is_missing() {
        assertTrue(assertThrows(IOException.class, () -> host.run(LONG, "no-such-program"))
                .getMessage()
                .contains("no-such-program"));
    }

    @Test
    void replaces_files_whole_with_their_mode() throws IOException {
        var file = folder.resolve("new/folder/file");
        host.write(file, new byte[] {1});
        host.write(file, new byte[] {2});
        assertArrayEquals(new byte[] {2}, Files.readAllBytes(file));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        host.writeSecret(file, new byte[] {3});
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void what_a_cut_left_aside_does_not_matter() throws IOException {
        var file = folder.resolve("file");
        Files.writeString(folder.resolve(".file.new"), "torn");
        host.writeSecret(file, new byte[] {3});
        assertArrayEquals(new byte[] {3}, Files.readAllBytes(file));
        assertFalse(Files.exists(folder.resolve(".file.new")));
    }
}
