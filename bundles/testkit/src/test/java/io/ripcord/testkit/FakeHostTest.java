package io.ripcord.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeHostTest {
    @TempDir
    Path folder;

    @Test
    void a_cut_leaves_the_old_file_and_half_an_append() throws IOException {
        var host = new FakeHost();
        host.write(folder.resolve("file"), bytes("old"));
        host.append(folder.resolve("log"), bytes("1234"), true);
        assertEquals(3, host.syncs());
        boolean[] frozen = {false};
        host.cutAt(2, () -> frozen[0] = true);
        assertThrows(IOException.class, () -> host.append(folder.resolve("log"), bytes("5678"), true));
        assertThrows(IOException.class, () -> host.append(folder.resolve("log"), bytes("9"), true));
        assertThrows(IOException.class, () -> host.write(folder.resolve("file"), bytes("new")));
        assertTrue(frozen[0]);
        assertTrue(host.isCut());
        assertEquals("old", Files.readString(folder.resolve("file")));
        assertEquals("123456", Files.readString(folder.resolve("log")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
