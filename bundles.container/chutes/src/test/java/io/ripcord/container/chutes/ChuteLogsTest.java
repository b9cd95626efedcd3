package io.ripcord.container.chutes;

import static io.ripcord.container.chutes.Workbench.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChuteLogsTest {
    @TempDir
    Path folder;

    private final StringBuilder text = new StringBuilder();

    @Test
    void hands_on_what_the_chute_wrote() throws Exception {
        var bench = new Workbench(folder);
        bench.converge(web(bench.entry("1")));
        bench.runtime.log = "täglich\n";
        new ChuteLogs(bench.runtime).handle(JsonObject.EMPTY.with("chute", "web"), text::append);
        assertEquals("täglich\n", text.toString());
    }

    @Test
    void says_when_there_is_no_such_chute_or_too_much_is_asked_for() {
        var logs = new ChuteLogs(new FakeRuntime());
        var refusal =
                assertThrows(Refusal.class, () -> logs.handle(JsonObject.EMPTY.with("chute", "web"), text::append));
        assertTrue(refusal.getMessage().contains("chute web"));
        var much = JsonObject.EMPTY.with("chute", "web").with("lines", 10_001);
        assertThrows(BadDocument.class, () -> logs.handle(much, text::append));
    }

    @Test
    void characters_cut_in_two_are_put_together() throws IOException {
        var bytes = "a€😀z".getBytes(StandardCharsets.UTF_8);
        var out = new TextStream(text::append);
        for (byte one : bytes) {
            out.write(one);
        }
        assertEquals("a€😀z", text.toString());
    }

    @Test
    void what_is_no_text_becomes_replacement_characters() throws IOException {
        new TextStream(text::append).write(new byte[] {'a', (byte) 0xff, (byte) 0xc0, 'b'});
        assertEquals("a\ufffd\ufffdb", text.toString());
    }

    @Test
    void a_reader_that_is_interrupted_ends_it() {
        var out = new TextStream(_ -> {
            throw new InterruptedException();
        });
        assertThrows(InterruptedIOException.class, () -> out.write('a'));
        assertTrue(Thread.interrupted());
    }
}
