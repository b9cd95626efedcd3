package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.lab.junit.LabTest;
import io.ripcord.lab.linux.LabException;
import io.ripcord.lab.linux.LiveProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@LabTest
final class CrashTest {

    /** What a crashed run had going: a whole board, its engine, a container. Says so, then waits for its death. */
    public static void main(String[] arguments) throws IOException {
        Lab lab = Lab.start(Home.at(Path.of(arguments[0])));
        Board board = Board.make(lab, Cloud.make(lab), "device", "10.77.0.2");
        board.engine().start();
        BusyboxImage.load(board.engine(), lab.home().root());
        BusyboxImage.sleep(board.engine(), "sleeper");
        board.forward(0);
        System.out.println("running");
        System.in.read();
    }

    @Test
    void the_next_start_ends_all_that_a_crashed_run_left(Lab lab) throws IOException {
        lab.close();
        Machine before = Machine.look();
        Process crashing = crashing(lab.home());
        try (BufferedReader output = crashing.inputReader()) {
            assertEquals("running", output.readLine());
            assertThrows(LabException.class, () -> Lab.start(lab.home()), "held by the other process");
            crashing.destroyForcibly().onExit().join();
        }
        Ledger ledger = new Ledger(lab.home().ledger());
        List<LiveProcess> left = ledger.processes().toList();
        Set<Long> members = lab.group().members();
        assertTrue(left.size() >= 6 && left.stream().allMatch(LiveProcess::alive), left.toString());
        assertTrue(members.size() > left.size(), "the container and its shim, too");

        Lab.start(lab.home()).close();

        assertFalse(left.stream().anyMatch(LiveProcess::alive), left.toString());
        assertFalse(lab.group().exists());
        assertEquals(before, Machine.look());
    }

    private static Process crashing(Home home) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashTest.class.getName(),
                        home.root().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
