package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.Strace.Call;
import io.ripcord.lab.Strace.Fault;
import io.ripcord.lab.junit.LabTest;
import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The real device process with each of its calls to the disk failing, or being its last: afterwards it is as it was before
 * the change or as it is after it, and says which. The ordinary run takes a tenth of the calls, spread evenly.
 */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DiskFaultLabTest {
    private static final String[] SOON_HEALTHY = {"--healthy-after", "1"};
    private static final int STRIDE = Boolean.getBoolean("ripcord.long") ? 1 : 10;
    /** Where a trial takes longer: of the calls a tenth, each with one of the faults, so three times fewer. */
    private static final int WIDE_STRIDE = Boolean.getBoolean("ripcord.long") ? 1 : 29;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SAMPLE = Path.of("../samples/hello-web");

    private DeviceScene scene;
    private Governed device;
    private Strace strace;
    private Path state;
    private int turn;

    /** A change to and fro, and the way to see where it stands. */
    private interface Change {
        long send(int turn) throws IOException, InterruptedException;

        /** What is to be seen after that turn. */
        String wanted(int turn);

        String seen() throws IOException, InterruptedException;
    }

    private record Trial(Call call, Fault fault) {}

    @BeforeAll
    void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        // strace counts the calls of each thread for itself
        scene.flag("-Djdk.virtualThreadScheduler.parallelism=1");
        scene.board.engine().start();
        device = scene.startDevice(SOON_HEALTHY);
        awaitHealthy();
        state = scene.board.state().toRealPath();
        strace = new Strace(scene.board.namespace(), lab.home().run().resolve("strace.out"));
    }

    @Test
    @Order(1)
    void a_system_change_is_there_or_not_as_told() throws Exception {
        campaign(STRIDE, new Change() {
            @Override
            public long send(int at) throws IOException, InterruptedException {
                return device.edit("system", "name", Json.of(wanted(at)));
            }

            @Override
            public String wanted(int at) {
                return "board-" + at;
            }

            @Override
            public String seen() throws IOException, InterruptedException {
                return device.reported().domains().get("system").string("name").orElse("");
            }
        });
    }

    @Test
    @Order(2)
    void a_feature_change_is_there_or_not_as_told() throws Exception {
        var features = List.of(scene.signed("greeter"), scene.signed("greeter-2"));
        campaign(WIDE_STRIDE, new Change() {
            @Override
            public long send(int at) throws IOException, InterruptedException {
                return device.send(features.get(at % 2));
            }

            @Override
            public String wanted(int at) {
                return at % 2 == 0 ? "1.0.0" : "2.0.0";
            }

            @Override
            public String seen() throws IOException, InterruptedException {
                return device.greeter().string("version").orElse("");
            }
        });
    }

    @Test
    @Order(3)
    void a_chute_change_is_there_or_not_as_told() throws Exception {
        var work = Files.createDirectories(scene.lab.home().run().resolve("image"));
        var archive = ChuteArchive.make(SAMPLE, work, "hello:1");
        var image = ChuteArchive.artifact(archive);
        device.rest().put("artifacts/" + image.sha256().hex(), Files.readAllBytes(archive));
        var entry = JsonText.parseObject(Files.readAllBytes(SAMPLE.resolve("chute.json")))
                .without("name")
                .with("image", image.json());
        campaign(WIDE_STRIDE, new Change() {
            @Override
            public long send(int at) throws IOException, InterruptedException {
                return device.edit("chutes", "hello-web", entry.with("running", at % 2 == 0));
            }

            @Override
            public String wanted(int at) {
                return at % 2 == 0 ? "running" : "stopped";
            }

            @Override
            public String seen() {
                var running =
                        scene.board.engine().docker("ps", "-q", "--filter", "label=io.ripcord.unit=chutes/hello-web");
                return running.out().isBlank() ? "stopped" : "running";
            }
        });
    }

    @Test
    @Order(4)
    void a_start_that_is_cut_short_leaves_all_as_it_was() throws Exception {
        var before = device.reported();
        var greeter = running();
        var files = files();
        stop();
        run(strace.watching(jvm()));
        scene.awaitDevice();
        awaitHealthy();
        stop();
        var trials = trials(strace.seen(state), WIDE_STRIDE);
        for (var trial : trials) {
            System.out.println("start, " + trial + ", " + trials.size() + " trials");
            var starting = run(strace.failing(trial.call, trial.fault, jvm()));
            Await.until(PATIENCE, "it is up or gone", () -> isReady() || !starting.alive());
            killWhatRuns(starting);
            starting.awaitGone();
            scene.device.start(SOON_HEALTHY);
            scene.awaitDevice();
            awaitHealthy();
            var after = device.reported();
            assertEquals(before.localGeneration(), after.localGeneration(), trial::toString);
            assertEquals(before.units(), after.units(), trial::toString);
            DeviceScene.await(
                    PATIENCE, "the feature is back, " + trial, () -> running().equals(greeter));
            assertNothingGrows(files, trial);
            stop();
        }
        scene.device.start(SOON_HEALTHY);
    }

    /** The process's number may be what could not be written. */
    private boolean isReady() {
        return Files.exists(state.resolve("run/ready"));
    }

    private static void killWhatRuns(LiveProcess strace) {
        ProcessHandle.of(strace.pid())
                .ifPresent(parent -> parent.descendants().forEach(ProcessHandle::destroyForcibly));
    }

    private String running() throws IOException, InterruptedException {
        var greeter = device.greeter();
        return greeter.string("version").orElse("none") + " " + greeter.get("running");
    }

    private void campaign(int stride, Change change) throws Exception {
        turn = 0;
        apply(change);
        turn = 1;
        apply(change);
        turn = 2;
        List<Call> calls;
        try (var _ = strace.watch(scene.device.jvm().orElseThrow())) {
            apply(change);
            calls = strace.seen(state);
        }
        var files = files();
        int missed = 0;
        var trials = trials(calls, stride);
        System.out.println(calls.size() + " calls, " + trials.size() + " trials");
        for (var trial : trials) {
            boolean struck = attempt(change, trial);
            missed += struck ? 0 : 1;
            assertNothingGrows(files, trial);
        }
        assertTrue(missed < trials.size(), missed + " of " + trials.size() + " faults did not strike");
    }

    private void apply(Change change) throws Exception {
        var settled = device.settled(change.send(turn));
        assertEquals(Optional.of(Outcome.APPLIED), settled.outcome(), settled.json()::text);
        awaitSeen(change, turn);
    }

    /** Of each call with each fault those that are taken. */
    private static List<Trial> trials(List<Call> calls, int stride) {
        List<Trial> trials = new ArrayList<>();
        for (var fault : Fault.values()) {
            calls.forEach(call -> trials.add(new Trial(call, fault)));
        }
        return IntStream.range(0, trials.size())
                .filter(i -> i % stride == stride / 2)
                .mapToObj(trials::get)
                .toList();
    }

    /** The next change with that fault in it; whether it struck. */
    private boolean attempt(Change change, Trial trial) throws Exception {
        long generation = device.generation() + 1;
        int next = turn + 1;
        boolean told = false;
        boolean struck;
        try (var attached = strace.fail(scene.device.jvm().orElseThrow(), trial.call, trial.fault)) {
            try {
                long sent = change.send(next);
                assertEquals(generation, sent);
                told = outcome(generation).equals(Optional.of(Outcome.APPLIED));
            } catch (IOException e) {
                System.out.println("told: " + e.getMessage());
            }
            struck = attached.hasStruck();
        }
        if (trial.fault == Fault.KILL || !scene.device.jvm().orElseThrow().alive()) {
            restart();
        }
        boolean accepted = device.generation() == generation;
        boolean applied = accepted && device.settled(generation).outcome().equals(Optional.of(Outcome.APPLIED));
        System.out.println(trial + (struck ? "" : " did not strike") + ", applied: " + applied);
        assertTrue(applied || !told, "what was told as applied stays, " + trial);
        awaitSeen(change, applied ? next : turn);
        turn = applied ? next : turn;
        if (!applied) {
            // what failed is not tried again while the same is wanted: want it once more
            turn = again(change, next);
        }
        return struck;
    }

    /** Empty if who is asked is gone before it tells. */
    private Optional<Outcome> outcome(long generation) throws IOException, InterruptedException {
        for (int i = 0; i < 12; i++) {
            var change = device.rest().ask("settled?layer=local&generation=%d&wait=5".formatted(generation));
            if (change.isPresent()) {
                return ChangeRecord.from(change.get()).outcome();
            }
        }
        return Optional.empty();
    }

    private int again(Change change, int next) throws Exception {
        var settled = device.settled(change.send(next));
        assertEquals(Optional.of(Outcome.APPLIED), settled.outcome(), settled.json()::text);
        awaitSeen(change, next);
        return next;
    }

    private void awaitSeen(Change change, int at) {
        DeviceScene.await(
                PATIENCE,
                "it is seen to be " + change.wanted(at),
                () -> change.seen().equals(change.wanted(at)));
    }

    private void restart() throws Exception {
        scene.killDevice();
        scene.device.start(SOON_HEALTHY);
        scene.awaitDevice();
        awaitHealthy();
    }

    private void stop() {
        scene.device.stop();
    }

    private LiveProcess run(List<String> argv) throws IOException {
        Files.deleteIfExists(state.resolve("run/ready"));
        return scene.board
                .namespace()
                .start(scene.device.name(), argv, Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    /** The JVM as the folder's script starts it, without the script that would start it again. */
    private List<String> jvm() throws IOException {
        var base = scene.device.folder();
        try (var jars = Files.list(base.resolve("lib"))) {
            List<String> argv = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    "@" + base.resolve("etc/jvm.options"),
                    "-cp",
                    jars.map(Path::toString).collect(Collectors.joining(":")),
                    "io.ripcord.launcher.Main",
                    "--home",
                    base.toString(),
                    "--state",
                    state.toString(),
                    "--etc",
                    scene.device.etc().toString()));
            argv.addAll(List.of(SOON_HEALTHY));
            return argv;
        }
    }

    private void awaitHealthy() {
        var starts = scene.board.state().resolve("launcher/starts");
        DeviceScene.await(
                DeviceScene.READY,
                "the start counts as a good one",
                () -> Files.readString(starts).strip().equals("0"));
    }

    /** Names of what lasts; artifacts and events come and go by rules of their own. */
    private Set<String> files() throws IOException {
        try (var all = Files.walk(state)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> state.relativize(file).toString())
                    .filter(name -> !name.matches("(framework|log|run|outbox|artifacts/complete)/.*"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void assertNothingGrows(Set<String> before, Trial trial) throws IOException {
        var now = new TreeSet<>(files());
        now.removeAll(before);
        now.removeIf(name -> name.matches(".*\\.[ab]"));
        assertTrue(now.size() <= 1, trial + " left " + now);
        assertFalse(now.stream().anyMatch(name -> name.endsWith(".tmp")), trial + " left " + now);
    }
}
