package io.ripcord.lab;

import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.LabException;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A Ripcord process, device or console, made from a built folder: the folder's script in {@code bin/} keeps a JVM running.
 *
 * @param folder what was built; the process may only read it
 * @param state what it remembers and its caches
 * @param etc facts and settings that win over those of the folder
 */
public record Runner(Lab lab, Namespace namespace, String name, Path folder, Path state, Path etc) {
    private static final Duration STOPPED = Duration.ofSeconds(30);

    /** Copies what was built into {@code place/base}, beside {@code place/state} and {@code place/etc}, which stay. */
    static Runner install(Lab lab, Namespace namespace, String name, Path place, Path built) {
        try {
            Folders.replace(built, place.resolve("base"));
        } catch (IOException e) {
            throw new LabException(
                    "The folder " + built + " could not be installed as " + name + ": " + e
                            + ". Is it built? ./ripcord up builds what is missing.",
                    e);
        }
        return new Runner(lab, namespace, name, place.resolve("base"), place.resolve("state"), place.resolve("etc"));
    }

    /**
     * Starts the script; see {@link #awaitReady}.
     *
     * @param options further ones of the launcher (distro/docs/launcher.md)
     */
    public void start(String... options) {
        try {
            Files.createDirectories(state);
            Files.createDirectories(etc);
            Files.deleteIfExists(ready());
        } catch (IOException e) {
            throw new LabException("The state folder " + state + " could not be made: " + e.getMessage(), e);
        }
        List<String> argv =
                new ArrayList<>(List.of(script().toString(), "--state", state.toString(), "--etc", etc.toString()));
        argv.addAll(List.of(options));
        namespace.start(name, argv, Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    /** Returns when all bundles run; throws at once when the process is gone. */
    public void awaitReady(Duration limit) {
        await(limit, "is ready", this::isReady);
    }

    /** Returns when its port is open, which may take longer; throws at once when the process is gone. */
    public void awaitListening(int port, Duration limit) {
        await(limit, "listens on port " + port, () -> namespace.listens(port));
    }

    private void await(Duration limit, String what, BooleanSupplier condition) {
        Path log = lab.home().log(name);
        Await.until(limit, name + " " + what + " (log: " + log + ")", () -> {
            if (!running()) {
                throw new LabException(name + " ended at its start. Its log says why: " + log);
            }
            return condition.getAsBoolean();
        });
    }

    public boolean running() {
        return lab.ledger().process(name).filter(LiveProcess::alive).isPresent();
    }

    public boolean isReady() {
        return Files.exists(ready()) && jvm().filter(LiveProcess::alive).isPresent();
    }

    /** The JVM that runs now. */
    public Optional<LiveProcess> jvm() {
        try {
            long pid = Long.parseLong(
                    Files.readString(state.resolve("run/device.pid")).strip());
            return LiveProcess.of(pid, name + ".jvm");
        } catch (IOException | NumberFormatException notWritten) {
            return Optional.empty();
        }
    }

    /** As a crash of the JVM would; the script starts it again. */
    public void kill() {
        jvm().ifPresent(jvm -> {
            jvm.kill();
            jvm.awaitGone();
        });
    }

    /** Orderly, script and JVM. */
    public void stop() {
        stop(STOPPED);
    }

    /** Orderly, script and JVM, which are killed if they take longer than that. */
    public void stop(Duration patience) {
        lab.ledger().process(name).ifPresent(p -> p.end(patience));
        jvm().ifPresent(jvm -> jvm.end(patience));
    }

    private Path ready() {
        return state.resolve("run").resolve("ready");
    }

    private Path script() {
        try (Stream<Path> files = Files.list(folder.resolve("bin"))) {
            return files.filter(Files::isExecutable).findFirst().orElseThrow(this::notBuilt);
        } catch (IOException e) {
            throw notBuilt();
        }
    }

    private LabException notBuilt() {
        return new LabException("There is no program in " + folder.resolve("bin") + " to start " + name
                + " with. Build it: ./ripcord builds what is missing.");
    }
}
