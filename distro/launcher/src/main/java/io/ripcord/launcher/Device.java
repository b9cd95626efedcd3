package io.ripcord.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the framework: start, readiness, health, end. */
final class Device {
    private static final Logger LOG = LoggerFactory.getLogger(Device.class);

    private final Arguments arguments;
    private final StateFolder state;

    Device(Arguments arguments, StateFolder state) {
        this.arguments = arguments;
        this.state = state;
    }

    /** Returns the exit code when the framework has ended; on SIGTERM the JVM ends without a return. */
    int run() throws IOException, BundleException, InterruptedException {
        var watch = new StopWatch();
        var told = new StartReport(watch);
        told.note("launcher", "begins");
        var lastEnd = takeOver();
        // a base on trial has three starts of its own, and is itself what would be taken back
        boolean trial = BaseTrial.of(arguments).runs();
        var starts = StartCounter.begin(state.starts(), Files.exists(state.leaveSafeMode()), trial);
        StateFolder.remove(state.leaveSafeMode());
        var mode = StartMode.after(starts.before(), !trial && Files.exists(state.provisional()));
        var list = BundleList.read(arguments.home());
        TlsWarmUp.begin();
        var framework = new Felix(FrameworkProperties.of(arguments, list, mode, starts.isDamaged(), lastEnd));
        var heartbeat = new Heartbeat(framework, state, arguments.mostThreads());
        heartbeat.start();
        framework.init();
        watch.lap("framework");
        told.note("launcher", "framework is there");
        var context = framework.getBundleContext();
        told.follow(context);
        var ending = new OrderlyEnd(framework, state, starts);
        Runtime.getRuntime().addShutdownHook(new Thread(ending, "orderly-end"));
        new LogForwarder(context).open();
        var base = BaseBundles.install(context, arguments.home(), list);
        told.note("launcher", "base is installed");
        base.resolve(framework);
        told.note("launcher", "base is resolved");
        watch.lap("install");
        start(framework);
        watch.lap("start");
        told.note("launcher", "base runs");
        var missing = base.missing();
        boolean stays = framework.getState() == Bundle.ACTIVE;
        if (missing.isEmpty()) {
            ready(base, mode, starts, watch);
            Thread.ofPlatform().daemon().name("health").start(() -> watchHealth(starts, heartbeat));
        } else if (mode == StartMode.SAFE && !trial) {
            // no start brought more than this one: what runs of network, agent and web console is the way to mend it
            LOG.error("Started, but not ready: {} (mode {}; {})", String.join("; ", missing), mode, watch);
        } else if (stays && ending.isOwnDoing()) {
            state.end("started, but not ready: " + String.join("; ", missing));
            return ExitCode.FAILED;
        }
        told.write(context, state.startReport());
        framework.waitForStop(0);
        if (ending.isOwnDoing()) {
            LOG.info("The framework was stopped from inside; asking to be started again");
        }
        return ExitCode.RESTART;
    }

    private LastEnd takeOver() {
        try {
            Files.deleteIfExists(state.ready());
            if (Files.exists(state.restartRequested())) {
                LOG.info(
                        "Started again as requested: {}",
                        Files.readString(state.restartRequested()).strip());
                Files.delete(state.restartRequested());
            }
        } catch (IOException e) {
            LOG.warn(
                    "Cannot clear away what the last run left in {}",
                    state.ready().getParent(),
                    e);
        }
        note(state.pid());
        var lastEnd = LastEnd.take(state);
        if (!lastEnd.reason().isEmpty()) {
            LOG.warn("Started again: {}", lastEnd.reason());
        }
        return lastEnd;
    }

    /** For whoever looks at the device; it runs without, too, when the disk takes nothing. */
    private static void note(Path file) {
        try {
            Files.writeString(file, ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            LOG.warn("Cannot write {}", file, e);
        }
    }

    /** Start levels run in this call; a bundle that hangs in its start must not keep the board waiting for ever. */
    private void start(Framework framework) throws BundleException, InterruptedException {
        var inTime = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("start-deadline").start(() -> enforce(inTime, arguments.startWithin()));
        framework.start();
        inTime.countDown();
    }

    private void enforce(CountDownLatch inTime, Duration limit) {
        try {
            if (!inTime.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                state.end("a bundle has not come up within " + limit.toSeconds() + " s");
                // an orderly stop would wait for the same bundle
                Runtime.getRuntime().halt(ExitCode.FAILED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ready(BaseBundles base, StartMode mode, StartCounter starts, StopWatch watch) {
        LOG.info(
                "Ready: {} bundles, mode {}, {} bad starts before; {}",
                base.bundles().size(),
                mode,
                starts.before(),
                watch);
        note(state.ready());
    }

    /** A process that has fallen silent is not healthy because nobody has ended it yet. */
    private void watchHealth(StartCounter starts, Heartbeat heartbeat) {
        try {
            Thread.sleep(arguments.healthyAfter());
            heartbeat.awaitBeat();
            starts.healthy();
            BaseTrial.of(arguments).proved();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
