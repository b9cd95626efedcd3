package io.ripcord.console.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a program and starts it again when it ends, with a growing pause. The program ends by itself when its standard
 * input does, so it cannot outlive this JVM. Safe for use by many threads.
 */
final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final long MOST_LOG = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<String> command;
    private final BoundedLog log;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Process process;

    Supervisor(List<String> command, Path log) {
        this.command = List.copyOf(command);
        this.log = new BoundedLog(log, MOST_LOG);
        this.thread = Thread.ofVirtual().name("broker-supervisor").start(this::run);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        var running = process;
        if (running != null) {
            end(running);
        }
    }

    private void run() {
        var pause = SHORTEST_PAUSE;
        while (!closed) {
            long began = System.nanoTime();
            runOnce();
            var lasted = Duration.ofNanos(System.nanoTime() - began);
            pause = lasted.compareTo(LONGEST_PAUSE) > 0
                    ? SHORTEST_PAUSE
                    : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            if (!closed && !slept(pause)) {
                return;
            }
        }
    }

    private void runOnce() {
        try {
            log.renew();
            var started = new ProcessBuilder(command).redirectErrorStream(true).start();
            process = started;
            if (closed) {
                end(started);
            }
            try (var words = started.getInputStream()) {
                log.take(words);
            }
            int status = started.waitFor();
            if (!closed) {
                LOG.warn("the broker ended with status {}; starting it again; its own words are in {}", status, log);
            }
        } catch (IOException e) {
            LOG.warn("the broker does not start; trying again", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Process running) {
        try {
            running.getOutputStream().close();
            if (!running.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
            }
        } catch (IOException _) {
            running.destroyForcibly();
        } catch (InterruptedException _) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }
}
