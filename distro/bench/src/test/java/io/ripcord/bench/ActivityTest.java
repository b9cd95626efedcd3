package io.ripcord.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActivityTest {
    @TempDir
    Path folder;

    @Test
    void cpu_time_is_that_of_the_process_and_of_what_it_ran() {
        assertEquals(
                1 + 20 + 300 + 4000,
                Activity.cpuTicks("7 (a) b (c) S 1 7 7 0 -1 4194304 9 9 9 9 1 20 300 4000 20 0 1 0 5"));
    }

    @Test
    void what_is_done_in_between_is_counted() throws Exception {
        long me = ProcessHandle.current().pid();
        var before = Activity.of(me);
        Thread.sleep(5);
        Files.write(folder.resolve("file"), new byte[100_000]);
        var done = Activity.of(me).since(before);
        assertTrue(done.wakeups() > 0, done::toString);
        assertTrue(done.cpuMillis() >= 0, done::toString);
        assertTrue(done.bytesWritten() >= 0, done::toString);
    }
}
