package io.ripcord.lab;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonObject;
import io.ripcord.container.api.ContainerRuntime;
import io.ripcord.container.chutes.LabChutes;
import io.ripcord.container.docker.DockerRuntime;
import io.ripcord.testkit.FakeAllocations;
import io.ripcord.testkit.FakeArtifactStore;
import io.ripcord.testkit.FakeDaemons;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.wifi.network.NetworkController;
import io.ripcord.wifi.nftables.FirewallController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Chutes, bridges and firewall of one board, driven as the engine drives them, but step by step. */
final class ChuteBoard {
    final Board board;
    final ContainerRuntime runtime;
    final FakeArtifactStore artifacts;
    final ChuteFacts facts;
    private final Controller firewall;
    private final Controller network;
    private final Controller chutes;
    private final Allocations allocations;

    ChuteBoard(Board board, Path folder) throws IOException {
        this(board, folder, new FakeAllocations());
    }

    private ChuteBoard(Board board, Path folder, Allocations allocations) throws IOException {
        this.board = board;
        this.allocations = allocations;
        this.facts = new ChuteFacts(
                Files.createDirectories(folder.resolve("state")),
                "unix://" + board.engine().socket());
        this.artifacts = new FakeArtifactStore(folder.resolve("artifacts"));
        this.runtime = new DockerRuntime(facts);
        var host = new BoardHost(board.namespace());
        this.firewall = new FirewallController(facts, host);
        this.network = new NetworkController(facts, host, new FakeDaemons(), new FakeSecrets());
        this.chutes = LabChutes.controller(facts, runtime, artifacts, this::answers);
    }

    /** Brings the section about; what fails is undone. */
    void converge(JsonObject section) throws Exception {
        for (Unit unit : plan(section)) {
            carryOut(unit);
        }
    }

    List<Unit> plan(JsonObject section) throws Exception {
        List<Derived> derived = chutes.expand(section, allocations);
        List<Unit> units = new ArrayList<>();
        for (var plane : List.of(firewall, network)) {
            var entries = derived.stream()
                    .filter(entry -> entry.domain().equals(plane.domain()))
                    .toList();
            units.addAll(plane.plan(new Section(JsonObject.EMPTY, entries), plane.observe(), allocations));
        }
        units.addAll(chutes.plan(Section.of(section), chutes.observe(), allocations));
        return units;
    }

    JsonObject observed() throws Exception {
        return chutes.observe();
    }

    /** The board as a new device process finds it. */
    ChuteBoard again() throws IOException {
        return new ChuteBoard(board, facts.state().getParent(), allocations);
    }

    private void carryOut(Unit unit) throws Exception {
        unit.prepare(artifact -> artifacts.find(artifact.sha256()).orElseThrow());
        List<Step> done = new ArrayList<>();
        try {
            for (Step step : unit.steps()) {
                done.addFirst(step);
                step.apply();
            }
            awaitHealth(unit);
        } catch (Refusal failure) {
            for (Step step : done) {
                step.undo();
            }
            throw failure;
        }
        unit.commit();
    }

    private static void awaitHealth(Unit unit) throws Refusal, InterruptedException {
        long passingSince = -1;
        for (long end = now() + unit.patience().toMillis(); now() < end; Thread.sleep(100)) {
            switch (unit.health()) {
                case Health.Failing(String reason, String remedy) -> throw new Refusal(reason, remedy);
                case Health.Waiting _ -> passingSince = -1;
                case Health.Passing _ -> {
                    passingSince = passingSince < 0 ? now() : passingSince;
                    if (now() - passingSince >= unit.steady().toMillis()) {
                        return;
                    }
                }
            }
        }
        throw new Refusal(unit.id() + " is not healthy: " + unit.health(), "");
    }

    private static long now() {
        return Duration.ofNanos(System.nanoTime()).toMillis();
    }

    private boolean answers(String address, int port) {
        return board.namespace()
                .run("busybox", "nc", "-w", "1", address, "" + port, "-e", "/bin/true")
                .ok();
    }
}
