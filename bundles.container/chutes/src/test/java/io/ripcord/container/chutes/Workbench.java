package io.ripcord.container.chutes;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.testkit.FakeArtifactStore;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.wifi.api.Ipv4;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The controller with an engine in memory, driven as the engine of states drives it. */
final class Workbench implements Allocations {
    final FakeRuntime runtime = new FakeRuntime();
    final FakeSecrets secrets = new FakeSecrets();
    final FakeArtifactStore artifacts;
    final Folders folders;
    final ChuteController controller;
    final AtomicLong nanos = new AtomicLong();
    final Map<String, String> held = new HashMap<>();
    final List<Artifact> fetched = new ArrayList<>();
    boolean answers = true;

    Workbench(Path folder) {
        artifacts = new FakeArtifactStore(folder.resolve("artifacts"));
        folders = new Folders(folder);
        var tools =
                new Tools(runtime, artifacts, secrets, folders, (_, _) -> answers, () -> nanos.addAndGet(1_000_000));
        controller = new ChuteController(tools, Ipv4.parse("192.168.77.1"), new Rules(8443));
    }

    /** An entry of that version whose image holds the version's text, published on port 8081. */
    JsonObject entry(String version) {
        var image = artifacts.add(("image " + version).getBytes(StandardCharsets.UTF_8));
        return JsonText.parseObject("{\"ports\": [{\"lan\": 8081, \"chute\": 8080}]}")
                .with("version", version)
                .with("image", image.json());
    }

    static JsonObject web(JsonObject entry) {
        return JsonObject.EMPTY.with("web", entry);
    }

    List<Unit> plan(JsonObject section) throws Exception {
        return controller.plan(Section.of(section), controller.observe(), this);
    }

    void converge(JsonObject section) throws Exception {
        for (var unit : plan(section)) {
            carryOut(unit);
        }
    }

    void carryOut(Unit unit) throws Refusal, InterruptedException {
        unit.prepare(artifact -> {
            fetched.add(artifact);
            return Path.of("/nowhere");
        });
        List<Step> done = new ArrayList<>();
        try {
            for (var step : unit.steps()) {
                done.addFirst(step);
                step.apply();
            }
            if (unit.health() instanceof Health.Failing(String reason, String remedy)) {
                throw new Refusal(reason, remedy);
            }
        } catch (Refusal refusal) {
            for (var step : done) {
                step.undo();
            }
            throw refusal;
        }
        unit.commit();
    }

    @Override
    public String claim(String kind, String owner, Stream<String> candidates) {
        return held.computeIfAbsent(
                kind + " " + owner,
                _ -> candidates
                        .filter(value -> !held.containsValue(value))
                        .findFirst()
                        .orElseThrow());
    }

    @Override
    public Optional<String> held(String kind, String owner) {
        return Optional.ofNullable(held.get(kind + " " + owner));
    }
}
