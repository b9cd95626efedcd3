package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/** A board that runs the built device, whoever governs it. */
final class DeviceScene {
    static final Duration READY = Duration.ofMinutes(2);
    private static final StandardLab.Built BUILT = StandardLab.Built.in(Path.of("../.."));

    final Lab lab;
    final Cloud cloud;
    final Board board;
    final Runner device;
    final SigningKey key;

    DeviceScene(Lab lab) throws Exception {
        this.lab = lab;
        this.cloud = Cloud.make(lab);
        this.board = Board.make(lab, cloud, StandardLab.DEVICE, "10.77.0.2");
        var developer = DevKey.in(lab.home());
        developer.trustOn(board);
        this.key = SignedFeature.key(developer);
        this.device = board.install(BUILT.device());
    }

    /** A console, not yet started, in the cloud. */
    Runner console() {
        return cloud.install(lab, BUILT.console());
    }

    /** Gives the board's JVM a flag. */
    void flag(String flag) throws IOException {
        Files.writeString(device.folder().resolve("etc/jvm.options"), flag + "\n", StandardOpenOption.APPEND);
    }

    Governed startDevice(String... options) throws Exception {
        device.start(options);
        var forwarder = board.forward(0);
        awaitDevice();
        return Governed.locally(new Rest(forwarder, board.state(), board.state().resolve("identity/web.crt")));
    }

    Rest startConsole(Runner console) throws Exception {
        console.start();
        var forwarder = cloud.forward(lab, Cloud.HTTPS_PORT);
        awaitConsole(console);
        return new Rest(forwarder, console.state(), console.state().resolve("authority/authority.crt"));
    }

    /** The JVM and the script that would start it again, after a growing pause. */
    void killDevice() {
        lab.ledger().process(device.name()).orElseThrow().kill();
        device.kill();
    }

    void awaitDevice() {
        device.awaitReady(READY);
        device.awaitListening(Board.HTTPS_PORT, READY);
    }

    void awaitConsole(Runner console) {
        console.awaitReady(READY);
        console.awaitListening(Cloud.HTTPS_PORT, READY);
        console.awaitListening(Cloud.MQTT_PORT, READY);
    }

    SignedFeature signed(String sample) throws IOException {
        return SignedFeature.of(sample, key);
    }

    /** A process of this lab by words of its command line. */
    LiveProcess process(String program) {
        var place = lab.home().root().toString();
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid ->
                        commandLine(pid).contains(place) && commandLine(pid).contains(program))
                .flatMap(pid -> LiveProcess.of(pid, program).stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + program + " runs in " + place));
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException | UncheckedIOException gone) {
            return "";
        }
    }

    /** The greeter is there in this version, runs, and all its components are as they should be. */
    static void assertGreets(String version, Governed governed) throws IOException, InterruptedException {
        var greeter = governed.greeter();
        assertEquals(version, greeter.string("version").orElse("none"), greeter::text);
        assertEquals(Json.of(true), greeter.get("running").orElseThrow(), greeter::text);
        assertEquals(Set.of("active"), states(greeter), greeter::text);
    }

    private static Set<String> states(JsonObject feature) {
        return ((JsonArray) feature.get("components").orElseThrow())
                .items().stream()
                        .map(item -> ((JsonObject) item).string("state").orElse(""))
                        .collect(Collectors.toSet());
    }

    /** Waits for what may be asked in vain while somebody is away. */
    static void await(Duration limit, String what, Question question) {
        Await.until(limit, what, () -> {
            try {
                return question.answer();
            } catch (IOException away) {
                return false;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Asked again and again. */
    @FunctionalInterface
    interface Question {
        boolean answer() throws IOException, InterruptedException;
    }
}
