package io.ripcord.bench;

import io.ripcord.lab.Board;
import io.ripcord.lab.Governed;
import io.ripcord.lab.Rest;
import io.ripcord.lab.Runner;
import io.ripcord.lab.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A device in a fleet, its console and broker beyond the WAN side, that is started again and again. */
record FleetDevice(Scene scene, Runner console, Governed locally, Governed remotely) {
    private static final Duration STARTED = Duration.ofMinutes(2);
    private static final String PAGE = "/system/console/";
    private static final int UNAUTHORIZED = 401;
    private static final String CONNECTED = "connected with ssl://";

    /** Starts console and device and makes them known to each other. */
    static FleetDevice start(Bed bed) throws Exception {
        bed.progress("starting a device and the console of its fleet");
        var scene = bed.scene();
        var console = scene.console();
        var fleet = scene.startConsole(console);
        var locally = scene.startDevice();
        return new FleetDevice(scene, console, locally, scene.enrol(locally, fleet));
    }

    /** Of the JVM. */
    long pid() {
        return scene.device.jvm().orElseThrow().pid();
    }

    void stop() {
        scene.device.stop();
    }

    /** Starts the device, which must not run, and returns when it is ready in every respect. */
    Boot boot() throws IOException {
        var begin = Instant.now();
        scene.device.start();
        // a look for a file costs nothing, one for an open port 2 ms of a core; all three must be there in the end
        Poll.until(STARTED, "the bundles run", scene.device::isReady);
        Poll.until(STARTED, "the web console answers", this::answers);
        var console = Instant.now();
        Poll.until(
                STARTED,
                "the device is connected with its broker",
                () -> connected(begin).isPresent());
        var bundles = Files.getLastModifiedTime(ready()).toInstant();
        return new Boot(millis(begin, bundles), millis(begin, connected(begin).orElseThrow()), millis(begin, console));
    }

    private boolean answers() throws IOException, InterruptedException {
        return scene.board.namespace().listens(Board.HTTPS_PORT) && statusOfPage() == UNAUTHORIZED;
    }

    private int statusOfPage() throws InterruptedException {
        try {
            return locally.rest().statusForStrangers(PAGE);
        } catch (IOException notYet) {
            return 0;
        }
    }

    /** When the log says so; its lines begin with the time. */
    private Optional<Instant> connected(Instant begin) throws IOException {
        try (var lines = Files.lines(log())) {
            return lines.filter(line -> line.contains(CONNECTED))
                    .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
                    .filter(time -> !time.isBefore(begin))
                    .findFirst();
        }
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    private Path ready() {
        return scene.board.state().resolve("run/ready");
    }

    /** What came when during the last start. */
    Path startReport() {
        return scene.board.state().resolve("run/start.txt");
    }

    private Path log() {
        return scene.board.state().resolve("log/device.log");
    }

    Rest rest() {
        return locally.rest();
    }
}
