package io.ripcord.itest.features;

import io.ripcord.api.change.Hung;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries out one change as the engine does, without its care: all or nothing, no journal. */
final class MiniEngine {
    /**
     * What became of a change.
     *
     * @param planned how many units differed
     * @param refusal why it was refused or undone
     * @param touched true if a step was carried out
     */
    record Result(int planned, @Nullable Refusal refusal, boolean touched, Duration gap) {
        boolean applied() {
            return refusal == null;
        }

        /** Reason and remedy, for a look at the words. */
        String words() {
            return refusal == null ? "applied" : refusal.getMessage() + " " + refusal.remedy();
        }

        boolean hung() {
            return refusal instanceof Hung;
        }
    }

    /** Shorter than the engine's, for tests of what never comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Allocations NONE = new Allocations() {
        @Override
        public String claim(String kind, String owner, Stream<String> candidates) {
            throw new IllegalStateException("features claim nothing");
        }

        @Override
        public Optional<String> held(String kind, String owner) {
            return Optional.empty();
        }
    };

    private final Controller controller;

    MiniEngine(Controller controller) {
        this.controller = controller;
    }

    Result converge(JsonObject wanted) throws IOException, InterruptedException {
        var problems = controller.validate(Section.of(wanted));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toString());
        }
        var units = controller.plan(Section.of(wanted), controller.observe(), NONE);
        try {
            for (var unit : units) {
                unit.prepare(artifact -> {
                    throw new IOException("there is nowhere to fetch it from");
                });
            }
        } catch (Refusal refusal) {
            return new Result(units.size(), refusal, false, Duration.ZERO);
        }
        return carryOut(units);
    }

    private Result carryOut(List<Unit> units) throws InterruptedException {
        List<Step> done = new ArrayList<>();
        try {
            for (var step : sorted(units)) {
                done.add(step);
                step.apply();
            }
            for (var unit : units) {
                awaitHealth(unit);
            }
        } catch (Refusal refusal) {
            return new Result(units.size(), undo(done, refusal), true, gap(units));
        }
        units.forEach(Unit::commit);
        return new Result(units.size(), null, true, gap(units));
    }

    /** As the engine: what hangs is left to a restart. */
    private static Refusal undo(List<Step> done, Refusal cause) throws InterruptedException {
        if (cause instanceof Hung) {
            return cause;
        }
        for (var step : done.reversed()) {
            try {
                step.undo();
            } catch (Refusal refusal) {
                return refusal;
            }
        }
        return cause;
    }

    private static Duration gap(List<Unit> units) {
        return units.stream().map(Unit::gap).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static List<Step> sorted(List<Unit> units) {
        List<Step> left = new ArrayList<>();
        units.forEach(unit -> left.addAll(unit.steps()));
        List<Step> sorted = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<Name> open = new HashSet<>();
            left.forEach(step -> open.addAll(step.provides()));
            var next = left.stream()
                    .filter(step -> step.needs().stream().noneMatch(open::contains))
                    .findFirst()
                    .orElseThrow();
            left.remove(next);
            sorted.add(next);
        }
        return sorted;
    }

    private static void awaitHealth(Unit unit) throws Refusal, InterruptedException {
        long end = System.nanoTime() + Math.min(unit.patience().toNanos(), PATIENCE.toNanos());
        long well = System.nanoTime();
        while (true) {
            switch (unit.health()) {
                case Health.Passing _ -> {
                    if (System.nanoTime() - well >= unit.steady().toNanos()) {
                        return;
                    }
                }
                case Health.Failing(var reason, var remedy) -> throw new Refusal(reason, remedy);
                case Health.Waiting(var reason) -> {
                    well = System.nanoTime();
                    if (well > end) {
                        throw new Refusal(reason, "It did not come.");
                    }
                }
            }
            Thread.sleep(50);
        }
    }
}
