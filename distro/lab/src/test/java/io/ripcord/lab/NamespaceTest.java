package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.lab.junit.LabTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@LabTest
final class NamespaceTest {

    @Test
    void two_namespaces_reach_each_other_over_their_link(Lab lab) {
        Namespace left = lab.namespace("left");
        Namespace right = lab.namespace("right");
        Link.join(Link.End.of(left, "eth0", "192.0.2.1/24"), Link.End.of(right, "eth0", "192.0.2.2/24"));
        assertTrue(
                left.run("busybox", "ping", "-c", "1", "-W", "3", "192.0.2.2").ok());
    }

    @Test
    void sees_its_own_interfaces_and_the_control_groups(Lab lab) {
        Namespace board = lab.namespace("board");
        assertEquals("lo", board.run("ls", "/sys/class/net").out().strip());
        assertTrue(board.run("grep", "-r", "", "/sys/fs/cgroup", "--include=cgroup.procs", "-lm1")
                .ok());
    }

    @Test
    void its_mounts_do_not_reach_the_machine(Lab lab) throws IOException {
        Machine before = Machine.look();
        Namespace board = lab.namespace("board");
        board.run("mount", "-t", "tmpfs", "inside", "/mnt").orThrow();
        Files.writeString(board.path("/run/only-inside"), "x");
        assertTrue(board.run("test", "-e", "/run/only-inside").ok());
        assertFalse(Files.exists(Path.of("/run/only-inside")));
        assertEquals(before.mounts(), Machine.look().mounts());
    }

    @Test
    void leaves_the_machine_as_it_was(Lab lab) throws IOException {
        lab.close();
        Machine before = Machine.look();
        try (Lab again = Lab.start(lab.home())) {
            Board.make(again, Cloud.make(again), "device", "10.77.0.2");
            Machine during = Machine.look();
            assertEquals(before.links(), during.links());
            assertEquals(before.firewall(), during.firewall());
        }
        assertEquals(before, Machine.look());
    }
}
