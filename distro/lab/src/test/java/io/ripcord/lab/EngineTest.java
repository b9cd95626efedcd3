package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.lab.junit.LabTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LabTest
final class EngineTest {
    @TempDir
    Path folder;

    @Test
    void runs_a_container_in_the_boards_control_group(Lab lab) throws IOException {
        Engine engine = started(lab, "device");
        BusyboxImage.sleep(engine, "sleeper");
        String pid = engine.docker("inspect", "-f", "{{.State.Pid}}", "sleeper")
                .out()
                .strip();
        assertTrue(lab.group().child("device").members().contains(Long.valueOf(pid)));
    }

    @Test
    void a_container_outlives_a_crash_of_its_engine(Lab lab) throws IOException {
        Engine engine = started(lab, "device");
        BusyboxImage.sleep(engine, "sleeper");
        String before = engine.docker("inspect", "-f", "{{.State.Pid}} {{.State.Status}}", "sleeper")
                .out();
        engine.kill();
        engine.start();
        assertEquals(
                before,
                engine.docker("inspect", "-f", "{{.State.Pid}} {{.State.Status}}", "sleeper")
                        .out());
    }

    @Test
    void two_boards_do_not_see_each_others_containers(Lab lab) throws IOException {
        Engine first = started(lab, "first");
        Engine second = new Engine(lab, lab.namespace("second"), lab.home().board("second"));
        second.start();
        BusyboxImage.sleep(first, "sleeper");
        assertEquals("", second.docker("ps", "-aq").out().strip());
        assertTrue(lab.group().child("second").members().isEmpty());
    }

    private Engine started(Lab lab, String board) throws IOException {
        Engine engine = new Engine(lab, lab.namespace(board), lab.home().board(board));
        engine.start();
        BusyboxImage.load(engine, folder);
        return engine;
    }
}
