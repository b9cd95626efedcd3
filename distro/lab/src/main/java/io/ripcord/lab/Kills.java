package io.ripcord.lab;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Sends a device the one and the other version of the greeter in turns and kills it in the middle of each change. After
 * that it must be exactly as before the change or as after it, say which, and keep nothing of the rest.
 */
public final class Kills {
    private static final String[] SOON_HEALTHY = {"--healthy-after", "1"};
    private static final String[] VERSIONS = {"1.0.0", "2.0.0"};
    private static final int LEAST_REACH = 100;
    private static final long MOST_JOURNAL = 6_000_000;

    private final Scene scene;
    private final Random random;
    private final Governed device;
    private final SignedFeature[] features;
    private final Remains before;
    private int reach;
    private int stands;

    /**
     * One kill.
     *
     * @param killedAfter ms after the edit was taken
     * @param late true if the change had ended by itself by then
     * @param recovery from the kill until the device says which generation it settled on and all of it runs
     * @param wrongs what was not as it must be, a sentence each
     */
    public record Kill(int killedAfter, boolean late, Outcome outcome, Duration recovery, List<String> wrongs) {
        public Kill {
            wrongs = List.copyOf(wrongs);
        }

        /** When it was, and what became of the change. */
        public String told() {
            return "killed after " + killedAfter + " ms" + (late ? ", the change had ended" : "") + ", " + outcome;
        }
    }

    private Kills(Scene scene, long seed, Governed device, SignedFeature[] features, int length) {
        this.scene = scene;
        this.random = new Random(seed);
        this.device = device;
        this.features = features;
        this.reach = length;
        this.before = Remains.of(scene.device);
    }

    /** Starts the device and makes two changes that nobody disturbs. */
    public static Kills start(Scene scene, long seed) throws Exception {
        var device = scene.startDevice(SOON_HEALTHY);
        var features = new SignedFeature[] {scene.signed("greeter"), scene.signed("greeter-2")};
        long began = System.nanoTime();
        applied(device.install(features[1]));
        int length = (int) ((System.nanoTime() - began) / 1_000_000);
        applied(device.install(features[0]));
        return new Kills(scene, seed, device, features, length);
    }

    private static void applied(ChangeRecord change) {
        if (!change.outcome().equals(Optional.of(Outcome.APPLIED))) {
            throw new LabException(
                    "A change without a kill failed: " + change.json().text());
        }
    }

    /** @param pause after the kill, before the start script is started again: what a supervisor waits */
    public Kill once(Duration pause) throws Exception {
        int next = 1 - stands;
        long generation = device.send(features[next]);
        int delay = random.nextInt(reach);
        Thread.sleep(delay);
        var killedAt = Instant.now();
        long killed = System.nanoTime();
        scene.killDevice();
        Thread.sleep(pause);
        scene.device.start(SOON_HEALTHY);
        scene.awaitDevice();
        var change = device.settled(generation);
        awaitRunning();
        var recovery = Duration.ofNanos(System.nanoTime() - killed);
        var outcome = change.outcome().orElseThrow();
        List<String> wrongs = new ArrayList<>();
        if (outcome != Outcome.APPLIED && outcome != Outcome.UNCONFIRMED) {
            wrongs.add("the change ended neither applied nor unconfirmed: "
                    + change.json().text());
        }
        stands = outcome == Outcome.APPLIED ? next : stands;
        check(generation, change, stands == next, wrongs);
        awaitGood();
        boolean late = change.finished().orElseThrow().isBefore(killedAt);
        reach(late);
        return new Kill(delay, late, outcome, recovery, wrongs);
    }

    /** As far as changes last here and now: of five kills one comes too late. */
    private void reach(boolean late) {
        reach = Math.max(LEAST_REACH, late ? reach * 4 / 5 : reach * 21 / 20);
    }

    private void awaitRunning() {
        Scene.await(
                Scene.READY,
                "the greeter runs again",
                () -> device.greeter().get("running").equals(Optional.of(Json.of(true))));
    }

    private void check(long generation, ChangeRecord change, boolean isNew, List<String> wrongs)
            throws IOException, InterruptedException {
        var reported = device.reported();
        var greeter = device.greeter();
        expect("version", VERSIONS[stands], greeter.string("version").orElse("none"), wrongs);
        expect("sha256", features[stands].entry().string("sha256"), greeter.string("sha256"), wrongs);
        ((JsonArray) greeter.get("components").orElseThrow())
                .items()
                .forEach(component -> expect(
                        "state of a component",
                        "active",
                        ((JsonObject) component).string("state").orElse("none"),
                        wrongs));
        expect("local generation", generation, reported.localGeneration(), wrongs);
        expect("last change", Optional.of(change.id()), reported.last(), wrongs);
        expect("units that are told of", isNew ? 0 : 1, reported.units().size(), wrongs);
        var remains = Remains.of(scene.device);
        expect("more files than before", java.util.Set.of(), remains.beyond(before), wrongs);
        if (remains.journalBytes() > MOST_JOURNAL) {
            wrongs.add("the journal has " + remains.journalBytes() + " bytes");
        }
    }

    private static void expect(String what, Object wanted, Object found, List<String> wrongs) {
        if (!wanted.equals(found)) {
            wrongs.add(what + " is " + found + ", not " + wanted);
        }
    }

    /** Many starts in a row that did not last would end in safe mode, without features. */
    private void awaitGood() {
        var starts = scene.board.state().resolve("launcher/starts");
        Scene.await(
                Scene.READY,
                "the start counts as a good one",
                () -> Files.readString(starts).strip().equals("0"));
    }
}
