package io.ripcord.console.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
    private static final int MOST = 50_000;

    @TempDir
    Path folder;

    @Test
    void a_program_that_complains_for_ever_fills_two_files() throws Exception {
        say("it goes wrong\n".repeat(100_000) + "the last word\n");
        assertEquals(List.of("broker.log", "broker.log.old"), names());
        assertTrue(size("broker.log") + size("broker.log.old") <= 2 * MOST);
        assertTrue(Files.readString(folder.resolve("broker.log")).endsWith("the last word\n"));
    }

    @Test
    void what_the_disk_does_not_take_is_lost_and_nobody_waits() throws Exception {
        Files.createDirectory(folder.resolve("broker.log"));
        say("it goes wrong\n".repeat(100_000));
        assertEquals(List.of("broker.log"), names());
    }

    private void say(String words) throws IOException {
        new BoundedLog(folder.resolve("broker.log"), MOST)
                .take(new ByteArrayInputStream(words.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private long size(String name) throws IOException {
        return Files.size(folder.resolve(name));
    }
}
