package io.ripcord.engine;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;
import io.ripcord.api.domain.ControlPath;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.host.Facts;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.FleetDocument;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.StateException;
import io.ripcord.api.trust.Envelope;
import io.ripcord.testkit.FakeArtifactStore;
import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeController;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeHost;
import io.ripcord.testkit.FakeIdentity;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.testkit.FakeSigner;
import io.ripcord.testkit.FakeWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** An engine on a folder, with two fake domains {@code a} and {@code b} and all else that it needs; can be reopened. */
final class Rig implements AutoCloseable {
    static final UnitId X = new UnitId("a", "x");
    static final UnitId Y = new UnitId("a", "y");

    final Path folder;
    final FakeClock clock = new FakeClock();
    final FakeIdentity identity = new FakeIdentity(clock);
    final FakeSigner signer = new FakeSigner();
    final FakeSecrets secrets = new FakeSecrets();
    final FakeWorld world = new FakeWorld();
    final FakeArtifactStore store;
    final List<Controller> controllers = new ArrayList<>();
    final List<ControlPath> paths = new ArrayList<>();
    FakeHost host = new FakeHost();
    Facts facts;
    Settings settings = new Settings(
            Duration.ofMillis(200),
            Duration.ofMillis(5),
            Duration.ofMillis(300),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMillis(200),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMillis(20),
            Duration.ofMillis(200));
    Engine engine;
    volatile boolean starting;
    Map<String, Json> acted = Map.of();

    Rig(Path folder) {
        this.folder = folder;
        this.facts = new FakeFacts(folder);
        this.store = new FakeArtifactStore(folder.resolve("state/artifacts"));
        controllers.add(new FakeController("a", world));
        controllers.add(new FakeController("b", world));
    }

    Rig open() {
        engine = new Engine(settings, () -> starting, clock, host, facts, signer, identity, store, secrets);
        controllers.forEach(engine::bindController);
        paths.forEach(engine::bindControlPath);
        engine.start();
        return this;
    }

    /** Ends this engine as a crash would, and opens one on the same folder and world. */
    Rig reopen() {
        close();
        host = new FakeHost();
        world.thaw();
        return open();
    }

    @Override
    public void close() {
        try {
            engine.stop();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Edits the local layer with a merge patch in a sloppy JSON with single quotes; the change's id. */
    String edit(String patch) {
        try {
            return engine.editLocal(new LocalEdit(engine.snapshot().localGeneration(), json(patch), "anna"))
                    .change();
        } catch (StateException e) {
            throw new AssertionError(e);
        }
    }

    /** Edits and waits for the outcome. */
    ChangeRecord change(String patch) {
        return await(edit(patch));
    }

    ChangeRecord await(String change) {
        until(
                "change " + change + " ends",
                () -> engine.change(change)
                        .filter(record -> record.phase() == Phase.DONE)
                        .isPresent());
        return engine.change(change).orElseThrow();
    }

    byte[] envelope(long generation, String domains, String... local) {
        return envelope(generation, "{'domains': " + domains + ", 'local': ['" + String.join("','", local) + "']}", 30);
    }

    byte[] envelope(long generation, String document, int days) {
        var text = document.replace("'local': ['']", "'local': []");
        var fleet = new FleetDocument(
                "acme",
                FakeIdentity.ID,
                facts.deviceClass(),
                generation,
                clock.instant(),
                clock.instant().plus(Duration.ofDays(days)),
                DesiredDocument.from(json(text)));
        return signer.sign(Envelope.DESIRED, fleet.encode()).encode();
    }

    static io.ripcord.api.json.JsonObject json(String sloppy) {
        return JsonText.parseObject(sloppy.replace('\'', '"'));
    }

    static UnitResult unit(ChangeRecord change, UnitId unit) {
        return change.units().stream()
                .filter(result -> result.unit().equals(unit))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no result of " + unit + " in " + change.json().text()));
    }

    static Outcome outcome(ChangeRecord change) {
        return change.outcome()
                .orElseThrow(() -> new AssertionError(change.json().text()));
    }

    Map<String, Json> entries() {
        return world.entries();
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what);
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
