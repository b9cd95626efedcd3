package io.ripcord.console.broker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir
    Path folder;

    @Test
    void starts_the_program_again_after_it_was_killed_and_ends_it_with_itself() throws Exception {
        var log = folder.resolve("log");
        long second;
        try (var _ = new Supervisor(List.of("sh", "-c", "echo $$; exec cat"), log)) {
            await(() -> pid(log) > 0);
            long first = pid(log);
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            await(() -> pid(log) > 0 && pid(log) != first);
            second = pid(log);
        }
        await(() -> ProcessHandle.of(second).isEmpty());
        assertTrue(Files.exists(folder.resolve("log.old")));
    }

    private static long pid(Path log) {
        try {
            return Long.parseLong(Files.readString(log).strip());
        } catch (IOException | NumberFormatException _) {
            return 0;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "still waiting after 20 s");
            Thread.sleep(20);
        }
    }
}
