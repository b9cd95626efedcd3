package io.ripcord.engine;

import io.ripcord.api.change.AfterRestart;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.change.UnitId;
import io.ripcord.engine.plan.Allocator;
import io.ripcord.engine.plan.Failure;
import io.ripcord.engine.run.Cancel;
import io.ripcord.engine.run.Goal;
import io.ripcord.engine.run.HungUnit;
import io.ripcord.engine.run.Superseded;
import io.ripcord.engine.run.Watcher;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the device to the last confirmed document: at boot, when a controller comes, and again and again for units
 * that fail, each at its own pace. Used by the engine's worker only.
 */
final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int MOST_DOUBLINGS = 20;
    private static final int MOST_LOOKS = 6;

    private final Ground ground;
    private final Map<UnitId, Retry> retries = new HashMap<>();
    private final Drifting drifting;
    private Map<UnitId, Failure> left = Map.of();

    Reconciler(Ground ground) {
        this.ground = ground;
        this.drifting = new Drifting(ground);
    }

    private record Retry(int attempts, long due, Failure failure) {}

    /** The network plane first, then all. */
    void run(Cancel cancel) throws HungUnit, Superseded, InterruptedException {
        Predicate<String> plane = UnitId.NETWORK_PLANE::contains;
        if (ground.domains().all().stream().anyMatch(domain -> plane.test(domain.name()))) {
            run(plane, cancel);
        }
        run(_ -> true, cancel);
    }

    /** Looks whether all is as it was left, and brings back what somebody changed by hand. */
    void look(Cancel cancel) throws HungUnit, Superseded, InterruptedException {
        var blocked = blocked();
        drifting.begin();
        try {
            run(_ -> true, cancel);
        } finally {
            leave(drifting.end(blocked));
        }
    }

    private void leave(Map<UnitId, Failure> often) {
        if (often.isEmpty()) {
            return;
        }
        long minute = ground.settings().look().toNanos();
        often.forEach((unit, failure) -> retries.put(
                unit,
                new Retry(0, System.nanoTime() + (minute << Math.min(drifting.times(unit), MOST_LOOKS)), failure)));
        tell();
    }

    private void run(Predicate<String> scope, Cancel cancel) throws HungUnit, Superseded, InterruptedException {
        var confirmed = ground.journal().confirmed();
        left = ground.safeMode().leftAlone(confirmed.document());
        var blocked = blocked();
        var goal = new Goal(confirmed.document(), confirmed, Map.of(), blocked, scope);
        var run = ground.convergence(goal, new Allocator(ground.journal().allocations()), new Quiet(), cancel);
        try {
            var result = run.run();
            Commits.of(result.units());
            note(result.troubled(), blocked, scope);
        } catch (HungUnit e) {
            if (!(e.hung() instanceof AfterRestart)) {
                keep(e);
            }
            throw e;
        } catch (Superseded e) {
            run.undoAll();
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.warn("the confirmed state could not be planned; it is tried again", e);
            run.undoAll();
            note(Map.of(new UnitId("engine", ""), Failure.bug(Outcome.STUCK, "planning", e)), blocked, scope);
        }
    }

    private void keep(HungUnit e) {
        try {
            ground.journal().hung(e.unit(), Failure.of(Outcome.FAILED, e.hung()));
        } catch (IOException io) {
            LOG.warn("that {} hung could not be kept", e.unit(), io);
        }
    }

    /** A unit whose time has not come, and what hung at the last start. */
    private Set<UnitId> blocked() {
        long now = System.nanoTime();
        Set<UnitId> blocked = new HashSet<>(ground.journal().hung().keySet());
        blocked.addAll(left.keySet());
        if (!ground.facts().fallback()) {
            // their change goes on in a moment
            ground.journal().interrupted().ifPresent(change -> blocked.addAll(change.resumable()));
        }
        retries.forEach((unit, retry) -> {
            if (retry.due - now > 0) {
                blocked.add(unit);
            }
        });
        return blocked;
    }

    private void note(Map<UnitId, Failure> troubled, Set<UnitId> blocked, Predicate<String> scope) {
        retries.keySet()
                .removeIf(unit -> scope.test(unit.domain()) && !blocked.contains(unit) && !troubled.containsKey(unit));
        troubled.forEach((unit, failure) -> {
            if (!blocked.contains(unit)) {
                int attempts = retries.containsKey(unit) ? retries.get(unit).attempts : 0;
                retries.put(unit, new Retry(attempts + 1, System.nanoTime() + pause(attempts), failure));
                LOG.warn("{} is not as confirmed: {}; {}", unit, failure.reason(), failure.remedy());
            }
        });
        tell();
    }

    private void tell() {
        Map<UnitId, Failure> all = new LinkedHashMap<>(left);
        all.putAll(ground.journal().hung());
        retries.forEach((unit, retry) -> all.put(unit, retry.failure));
        if (!ground.reporter().troubled().equals(all)) {
            ground.reporter().troubled(all);
            ground.changes().poke();
        }
    }

    private long pause(int attempts) {
        var settings = ground.settings();
        long longest = Math.min(
                settings.lastRetry().toNanos(),
                settings.firstRetry()
                        .multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS))
                        .toNanos());
        return longest / 2 + RandomGenerator.getDefault().nextLong(longest / 2 + 1);
    }

    /** A change found these in trouble; they are tried again soon. */
    void adopt(Map<UnitId, Failure> troubled) {
        retries.clear();
        left = ground.safeMode().leftAlone(ground.journal().confirmed().document());
        note(troubled, Set.of(), _ -> true);
    }

    /** Something new is here: all may be tried at once. */
    void retryNow() {
        retries.replaceAll((_, retry) -> new Retry(retry.attempts, System.nanoTime(), retry.failure));
    }

    /** How long until a unit is to be tried again, in ns; empty if none is. */
    OptionalLong nextIn() {
        long now = System.nanoTime();
        return retries.values().stream()
                .mapToLong(retry -> Math.max(0, retry.due - now))
                .min();
    }

    /** Keeps allocations, and is silent else. */
    private final class Quiet implements Watcher {
        @Override
        public void phase(Phase phase) {}

        @Override
        public void progress(String line) {
            LOG.debug("reconciling: {}", line);
        }

        @Override
        public void risky() {}

        @Override
        public void begin(Map<String, String> allocations) throws IOException {
            ground.journal().allocate(allocations);
        }

        @Override
        public void touched(UnitId unit) {
            drifting.touched(unit);
        }

        @Override
        public void failed(UnitId unit, Failure failure) {}
    }
}
