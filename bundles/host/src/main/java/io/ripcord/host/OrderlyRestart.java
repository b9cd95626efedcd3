package io.ripcord.host;

import io.ripcord.api.disk.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends this JVM so that its supervisor starts it again. The launcher agrees: it finds the reason in {@code
 * run/restart-requested}, and ends with status 10 when the framework was stopped from inside.
 */
final class OrderlyRestart {
    static final int AGAIN = 10;

    private static final Logger LOG = LoggerFactory.getLogger(OrderlyRestart.class);
    /** For all bundles to stop. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** For those that do not hang: the base stops before features, so all of it has had its turn by then. */
    static final Duration SHORT_PATIENCE = Duration.ofSeconds(3);

    private final Bundle framework;
    private final Path marker;
    private final DurableFiles files;
    private final Runnable halt;
    private final AtomicBoolean begun = new AtomicBoolean();

    /** @param halt ends the JVM at once, for when its order is gone */
    OrderlyRestart(Bundle framework, Path state, DurableFiles files, Runnable halt) {
        this.framework = framework;
        this.marker = state.resolve("run").resolve("restart-requested");
        this.files = files;
        this.halt = halt;
    }

    /**
     * Returns at once; a second call does nothing.
     *
     * @param patience for the order, before it ends without
     */
    void begin(String reason, Duration patience) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        LOG.info("Restarting: {}", reason);
        try {
            files.replace(marker, (reason + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("Cannot write the reason of the restart to {}; restarting without it", marker, e);
        }
        Thread.ofPlatform().daemon().name("restart-deadline").start(() -> enforce(patience));
        Thread.ofPlatform().daemon().name("restart").start(this::stop);
    }

    private void stop() {
        try {
            framework.stop();
        } catch (BundleException e) {
            LOG.error("The framework cannot be stopped; ending without order", e);
            halt.run();
        }
    }

    /** A bundle that hangs in its start or stop keeps the framework from ending. */
    private void enforce(Duration patience) {
        try {
            Thread.sleep(patience);
            halt.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
