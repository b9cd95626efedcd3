package io.ripcord.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However fast something fails, its log leaves room on the disk, as the folders are shipped. */
class LogBoundTest {
    private static final long MOST = 4 * 2 * 1024 * 1024 + 64 * 1024;
    private static final int LINES = 20_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"device", "console"})
    void a_storm_of_lines_fills_four_files(String product) throws Exception {
        storm(product);
        try (var files = Files.list(folder)) {
            assertEquals(4, files.count());
        }
        assertTrue(size() <= MOST, () -> "the logs have " + size() + " bytes");
    }

    private void storm(String product) throws Exception {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("ripcord.log", folder.toString());
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(
                Path.of("..", product, "src/main/folder/etc/logback.xml").toFile());
        Appender<ILoggingEvent> terminal = context.getLogger("ROOT").getAppender("console");
        context.getLogger("ROOT").detachAppender(terminal);
        var logger = context.getLogger("test");
        for (int line = 0; line < LINES; line++) {
            logger.error("{} {}", line, "it goes wrong ".repeat(70));
        }
        context.stop();
    }

    private long size() {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
