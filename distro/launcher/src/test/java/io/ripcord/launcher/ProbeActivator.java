package io.ripcord.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Packed into a bundle by the tests; it notes what it sees and misbehaves as told by files in the state folder. */
public final class ProbeActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) throws InterruptedException {
        note(
                context,
                "started " + context.getProperty("ripcord.start.mode") + " safe="
                        + context.getProperty("ripcord.safe-mode") + " last="
                        + context.getProperty("ripcord.base.last"));
        if (told(context, "hang")) {
            Thread.sleep(Duration.ofMinutes(5));
        }
        if (told(context, "fail")) {
            throw new IllegalStateException("told to fail");
        }
        misbehave(context);
        if (told(context, "restart")) {
            Thread.ofPlatform().start(() -> restart(context));
        }
    }

    private static void misbehave(BundleContext context) {
        if (told(context, "exit")) {
            System.exit(0);
        }
        if (told(context, "exit-later")) {
            Thread.ofPlatform().start(() -> System.exit(2));
        }
        if (told(context, "halt")) {
            Runtime.getRuntime().halt(0);
        }
        if (told(context, "threads")) {
            for (int i = 0; i < 200; i++) {
                Thread.ofPlatform().daemon().start(ProbeActivator::waitForEver);
            }
        }
        if (told(context, "starve")) {
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                Thread.ofVirtual().start(ProbeActivator::spinForEver);
            }
        }
    }

    private static void waitForEver() {
        try {
            Thread.sleep(Duration.ofMinutes(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void spinForEver() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void stop(BundleContext context) {
        note(context, "stopped");
    }

    private static void restart(BundleContext context) {
        try {
            context.getBundle(0).stop();
        } catch (BundleException e) {
            note(context, e.toString());
        }
    }

    private static boolean told(BundleContext context, String file) {
        try {
            return Files.deleteIfExists(state(context).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void note(BundleContext context, String line) {
        try {
            Files.writeString(
                    state(context).resolve("probe"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path state(BundleContext context) {
        return Path.of(context.getProperty("ripcord.state"));
    }
}
