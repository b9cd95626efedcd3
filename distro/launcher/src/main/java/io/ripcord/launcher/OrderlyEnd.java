package io.ripcord.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shutdown hook: stops every bundle before the JVM goes, within a bound. */
final class OrderlyEnd implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyEnd.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Framework framework;
    private final StateFolder state;
    private final StartCounter starts;
    private final AtomicBoolean claimed = new AtomicBoolean();

    OrderlyEnd(Framework framework, StateFolder state, StartCounter starts) {
        this.framework = framework;
        this.state = state;
        this.starts = starts;
    }

    /** True when no signal has come: from now on an end is this process's own doing. */
    boolean isOwnDoing() {
        return claimed.compareAndSet(false, true);
    }

    @Override
    public void run() {
        try {
            var askedFromOutside = claimed.compareAndSet(false, true) && !Files.exists(state.restartRequested());
            Files.deleteIfExists(state.ready());
            stopFramework();
            if (askedFromOutside) {
                starts.withdraw();
            }
            Files.deleteIfExists(state.pid());
        } catch (IOException | BundleException e) {
            LOG.warn("The end was not orderly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopFramework() throws BundleException, InterruptedException {
        framework.stop();
        var end = framework.waitForStop(PATIENCE.toMillis());
        if (end.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            LOG.warn("The framework has not stopped after {} s; ending without it", PATIENCE.toSeconds());
        } else {
            LOG.info("Stopped");
        }
    }
}
