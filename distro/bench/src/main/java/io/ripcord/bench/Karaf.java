package io.ripcord.bench;

import io.ripcord.lab.Folders;
import io.ripcord.lab.Namespace;
import io.ripcord.lab.linux.LabException;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Apache Karaf as it is distributed, in a namespace of its own. */
final class Karaf {
    private static final String NAME = "karaf";
    private static final int SSH_PORT = 8101;
    /** A look at its port takes 2 ms of a core from it. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final Duration STARTED = Duration.ofMinutes(2);
    private static final Duration STOPPED = Duration.ofSeconds(30);

    private final Namespace namespace;
    private final Path home;
    private final Path java = Jdks.of(17);

    private Karaf(Namespace namespace, Path home) {
        this.namespace = namespace;
        this.home = home;
    }

    static Karaf install(Bed bed) throws IOException {
        var home = bed.lab().home().root().resolve(NAME);
        Folders.replace(bed.peer(Peer.KARAF), home);
        return new Karaf(bed.lab().namespace(NAME), home);
    }

    /** Starts it; returns when its ssh says hello, with the milliseconds since the start. */
    long start(Started started) throws InterruptedException {
        var begin = System.nanoTime();
        var script = namespace.start(
                NAME, List.of(home.resolve("bin/karaf").toString(), "server"), Map.of("JAVA_HOME", java.toString()));
        Poll.until(LOOK, STARTED, "Karaf's ssh answers", () -> namespace.listens(SSH_PORT) && saysHello());
        var millis = (System.nanoTime() - begin) / 1_000_000;
        var jvm = jvm(script);
        started.with(jvm);
        jvm.end(STOPPED);
        script.awaitGone();
        return millis;
    }

    /** What to do with it while it runs. */
    interface Started {
        void with(LiveProcess jvm) throws InterruptedException;
    }

    /** The script waits for a JVM that it started. */
    private static LiveProcess jvm(LiveProcess script) {
        return ProcessHandle.of(script.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(child -> child.info().command().orElse("").endsWith("/java"))
                .flatMap(child -> LiveProcess.of(child.pid(), NAME + ".jvm").stream())
                .findFirst()
                .orElseThrow(() -> new LabException("Karaf answers, but its script has no JVM."));
    }

    private boolean saysHello() {
        return namespace
                .run("socat", "-T5", "-u", "TCP:127.0.0.1:" + SSH_PORT + ",readbytes=7", "-")
                .out()
                .startsWith("SSH-2.0");
    }
}
