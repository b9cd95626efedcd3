package io.ripcord.broker;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/**
 * Runs the broker on the {@code config.xml} in the folder given until its standard input ends: a console that is gone,
 * however it went, takes its broker along. Says {@code ready} on standard output when it listens.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException, ExecutionException, InterruptedException {
        var folder = Path.of(args[0]);
        var access = EmbeddedExtension.builder()
                .withId("ripcord-access")
                .withName("Ripcord access")
                .withVersion("1")
                .withExtensionMain(new Access(folder.resolve("removed")))
                .build();
        var broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(folder)
                .withDataFolder(Files.createDirectories(folder.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                .withoutLoggingBootstrap()
                .withEmbeddedExtension(access)
                .build();
        broker.start().get();
        System.out.println("ready");
        waitForEndOfInput();
        broker.stop().get();
        System.exit(0); // its worker threads are no daemons
    }

    private static void waitForEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // whatever comes is no reason to stop
        }
    }
}
