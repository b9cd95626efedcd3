package io.ripcord.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the supervisor that this process still answers: writes another number as long as virtual threads are run and
 * the framework registers a service. Ends the process itself when it has too many threads, which no flag of the JVM does.
 */
final class Heartbeat implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration BEAT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** A folder for each thread: its count of links, less those of any folder, costs the kernel next to nothing. */
    private static final Path THREADS = Path.of("/proc/self/task");

    private static final int LINKS_OF_A_FOLDER = 2;

    private final Framework framework;
    private final StateFolder state;
    private final int mostThreads;
    private final AtomicLong beats = new AtomicLong();
    private final Semaphore asked = new Semaphore(0);

    Heartbeat(Framework framework, StateFolder state, int mostThreads) {
        this.framework = framework;
        this.state = state;
        this.mostThreads = mostThreads;
    }

    /** Begins, on a platform thread of its own: those of features may take all others. */
    void start() {
        Thread.ofPlatform().daemon().name("heartbeat").start(this);
    }

    /** Asks at once, and returns when this process has answered. */
    void awaitBeat() throws InterruptedException {
        for (long before = beats.get(); beats.get() == before; ) {
            asked.release();
            Thread.sleep(LOOK);
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                asked.drainPermits();
                if (answers()) {
                    beat();
                }
                for (long end = System.nanoTime() + BEAT.toNanos(); System.nanoTime() < end && !isAsked(); ) {
                    countThreads();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAsked() throws InterruptedException {
        return asked.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean answers() throws InterruptedException {
        var task = new FutureTask<>(this::ask);
        Thread.ofVirtual().name("heartbeat").start(task);
        try {
            return task.get(BEAT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warn("The framework has not answered for {} s", BEAT.toSeconds());
            return false;
        } catch (ExecutionException e) {
            LOG.warn("The framework does not answer", e.getCause());
            return false;
        }
    }

    /** A framework that has not started yet, or stops, is not asked: that has deadlines of its own. */
    private boolean ask() {
        var context = framework.getState() == Bundle.ACTIVE ? framework.getBundleContext() : null;
        if (context != null) {
            context.registerService(Heartbeat.class, this, null).unregister();
        }
        return true;
    }

    /** Over what is there, so that a full disk takes it; a file that cannot be written goes, and nobody waits for it. */
    private void beat() {
        long beat = beats.incrementAndGet();
        try {
            Files.write(
                    state.heartbeat(),
                    "%012d%n".formatted(beat).getBytes(StandardCharsets.US_ASCII),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            LOG.warn(
                    "Cannot write {}: the supervisor no longer sees whether this process answers",
                    state.heartbeat(),
                    e);
            discard();
        }
    }

    private void discard() {
        try {
            Files.deleteIfExists(state.heartbeat());
        } catch (IOException e) {
            LOG.warn("Cannot remove {}", state.heartbeat(), e);
        }
    }

    private void countThreads() {
        int threads = threads();
        if (threads > mostThreads) {
            state.end("the process had " + threads + " threads, and " + mostThreads + " are the most");
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    private static int threads() {
        try {
            return (int) Files.getAttribute(THREADS, "unix:nlink") - LINKS_OF_A_FOLDER;
        } catch (IOException _) {
            return 0;
        }
    }
}
