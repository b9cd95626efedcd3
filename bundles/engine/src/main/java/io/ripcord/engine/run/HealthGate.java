package io.ripcord.engine.run;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Unit;
import io.ripcord.engine.plan.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Watches units after their steps, all at the same time, until each passes or fails. */
final class HealthGate {
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final Duration poll;

    HealthGate(Duration poll) {
        this.poll = poll;
    }

    /**
     * What the gate found.
     *
     * @param failure empty if it passed
     * @param since {@code System.nanoTime()} from which on it was healthy
     */
    record Verdict(Optional<Failure> failure, long since) {
        private static Verdict failed(String reason, String remedy) {
            return new Verdict(Optional.of(Failure.failed(reason, remedy)), System.nanoTime());
        }
    }

    private record Watch(UnitId id, Unit unit, FutureTask<Verdict> task) {}

    /** The worst verdict of each unit's parts; the latest when all pass. */
    Map<UnitId, Verdict> watch(Map<UnitId, List<Unit>> groups) throws InterruptedException {
        List<Watch> watches = new ArrayList<>();
        groups.forEach((id, units) -> units.forEach(unit -> {
            var watch = new Watch(id, unit, new FutureTask<>(() -> watch(unit)));
            watches.add(watch);
            Thread.ofVirtual().name("health: " + id).start(watch.task);
        }));
        try {
            Map<UnitId, Verdict> verdicts = new LinkedHashMap<>();
            for (var watch : watches) {
                verdicts.merge(watch.id, await(watch), HealthGate::worse);
            }
            return verdicts;
        } finally {
            watches.forEach(watch -> watch.task.cancel(true));
        }
    }

    private static Verdict worse(Verdict one, Verdict other) {
        if (one.failure.isPresent() || other.failure.isPresent()) {
            return one.failure.isPresent() ? one : other;
        }
        return one.since >= other.since ? one : other;
    }

    private static Verdict await(Watch watch) throws InterruptedException {
        var limit = watch.unit.patience().plus(watch.unit.steady()).plus(SLACK);
        try {
            return watch.task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return Verdict.failed(
                    "its health check does not answer within " + limit.toSeconds() + " s", "mend the health check");
        } catch (ExecutionException e) {
            return Verdict.failed("its health check failed unexpectedly: " + e.getCause(), "mend the health check");
        }
    }

    private Verdict watch(Unit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.patience().toNanos();
        Optional<Long> since = Optional.empty();
        while (true) {
            var health = unit.health();
            long now = System.nanoTime();
            switch (health) {
                case Health.Passing _ -> {
                    since = Optional.of(since.orElse(now));
                    if (now - since.get() >= unit.steady().toNanos()) {
                        return new Verdict(Optional.empty(), since.get());
                    }
                }
                case Health.Failing(String reason, String remedy) -> {
                    return Verdict.failed(reason, remedy);
                }
                case Health.Waiting(String reason) -> {
                    since = Optional.empty();
                    if (now >= end) {
                        return Verdict.failed(
                                "it was not healthy within " + unit.patience().toSeconds() + " s: " + reason,
                                "mend that, or give it less to wait for");
                    }
                }
            }
            TimeUnit.NANOSECONDS.sleep(poll.toNanos());
        }
    }
}
