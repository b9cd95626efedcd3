package io.ripcord.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others named stays within its line of the log, as the folders are shipped. */
class LogLineTest {
    private static final String FORGED = "x\r\n1999-11-25T04:00:00.000Z INFO  forged\n\u2028\u001b[2J\u0007\u009b31m";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"device", "console"})
    void a_name_begins_no_line_and_steers_no_terminal(String product) throws Exception {
        var lines = log(product, null);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().contains("forged"), lines.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"device", "console"})
    void an_exception_does_neither_and_keeps_its_stack(String product) throws Exception {
        var lines = log(product, new IllegalStateException(FORGED, new RuntimeException("why")));
        assertTrue(lines.stream().skip(1).anyMatch(line -> line.startsWith("\tat ")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("Caused by: ")), lines::toString);
        assertEquals(0, lines.stream().filter(line -> line.startsWith("1999")).count(), lines::toString);
    }

    private List<String> log(String product, Throwable thrown) throws Exception {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("ripcord.log", folder.toString());
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(
                Path.of("..", product, "src/main/folder/etc/logback.xml").toFile());
        context.getLogger("test").error("the chute {}", FORGED, thrown);
        context.stop();
        var text = Files.readString(folder.resolve(product + ".log"));
        assertTrue(text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'), text);
        return text.lines().toList();
    }
}
