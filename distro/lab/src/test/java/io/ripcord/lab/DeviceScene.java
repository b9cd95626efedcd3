package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The scene as a test looks at it. */
final class DeviceScene extends Scene {

    DeviceScene(Lab lab) throws Exception {
        super(lab, Path.of("../.."));
    }

    /** A process of this lab by words of its command line. */
    LiveProcess process(String program) {
        return find(program).orElseThrow(() -> new AssertionError("no " + program + " runs in this lab"));
    }

    /** The same, for one that may just be started again. */
    Optional<LiveProcess> find(String program) {
        var place = lab.home().root().toString();
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid ->
                        commandLine(pid).contains(place) && commandLine(pid).contains(program))
                .flatMap(pid -> LiveProcess.of(pid, program).stream())
                .findFirst();
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
}
