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
    /** The bundle that ended the process may wait in its start for this very end, and would keep all others waiting. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(2);

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
            var culprit = ExitCalls.byBundle();
            var askedFromOutside =
                    claimed.compareAndSet(false, true) && !Files.exists(state.restartRequested()) && culprit.isEmpty();
            Files.deleteIfExists(state.ready());
            culprit.ifPresent(state::end);
            stopFramework(culprit.isPresent() ? SHORT_PATIENCE : PATIENCE);
            if (askedFromOutside) {
                starts.withdraw();
            }
            Files.deleteIfExists(state.pid());
            if (culprit.isPresent()) {
                // its exit code could tell the supervisor anything
                Runtime.getRuntime().halt(ExitCode.FAILED);
            }
        } catch (IOException | BundleException e) {
            LOG.warn("The end was not orderly", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopFramework(Duration patience) throws BundleException, InterruptedException {
        framework.stop();
        var end = framework.waitForStop(patience.toMillis());
        if (end.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            LOG.warn("The framework has not stopped after {} s; ending without it", patience.toSeconds());
        } else {
            LOG.info("Stopped");
        }
    }
}
