package io.ripcord.engine.run;

import io.ripcord.api.change.Hung;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.engine.plan.Failure;
import io.ripcord.engine.plan.StepOrder;
import io.ripcord.engine.plan.StepOrder.Planned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The steps made so far, so that they can be taken back in reverse; and since when each unit is out of service. */
final class Trail {
    private final StepThread threads;
    private final Watcher watcher;
    private final List<Planned> made = new ArrayList<>();
    private final Map<UnitId, Long> began = new LinkedHashMap<>();
    private final Map<UnitId, Long> ended = new HashMap<>();

    Trail(StepThread threads, Watcher watcher) {
        this.threads = threads;
        this.watcher = watcher;
    }

    /** Makes a step; a failure is to be followed by an undo of its unit. */
    Optional<Failure> make(Planned planned) throws HungUnit, InterruptedException {
        if (!began.containsKey(planned.unit())) {
            watcher.touched(planned.unit());
            began.put(planned.unit(), System.nanoTime());
        }
        watcher.progress(planned.toString());
        made.add(planned);
        try {
            var step = planned.step();
            threads.run(step.what(), step.limit(), step::apply);
            return Optional.empty();
        } catch (Hung e) {
            throw new HungUnit(planned.unit(), e);
        } catch (Refusal e) {
            return Optional.of(Failure.of(Outcome.FAILED, e));
        }
    }

    /**
     * Takes the steps of these units back, the last one first, and goes on where one fails.
     *
     * @return the units that could not be taken back, and why
     */
    Map<UnitId, Failure> undo(Predicate<UnitId> units) throws HungUnit, InterruptedException {
        Map<UnitId, Failure> stuck = new LinkedHashMap<>();
        if (made.stream().anyMatch(planned -> units.test(planned.unit()))) {
            watcher.phase(Phase.UNDO);
        }
        for (var planned : List.copyOf(made).reversed()) {
            if (units.test(planned.unit())) {
                made.remove(planned);
                undo(planned).ifPresent(failure -> stuck.putIfAbsent(planned.unit(), failure));
            }
        }
        began.keySet().stream().filter(units).forEach(this::inService);
        return stuck;
    }

    private Optional<Failure> undo(Planned planned) throws HungUnit, InterruptedException {
        watcher.progress("undo " + planned);
        try {
            var step = planned.step();
            threads.run("undoing: " + step.what(), step.limit(), step::undo);
            return Optional.empty();
        } catch (Hung e) {
            throw new HungUnit(planned.unit(), e);
        } catch (Refusal e) {
            return Optional.of(Failure.of(Outcome.STUCK, e));
        }
    }

    /** The unit and those that stand on it. */
    Set<UnitId> dependents(UnitId unit, List<Planned> planned) {
        var all = new ArrayList<>(made);
        all.addAll(planned);
        return StepOrder.dependents(unit, all);
    }

    /** Units with steps made and not taken back. */
    Set<UnitId> units() {
        Set<UnitId> units = new java.util.LinkedHashSet<>();
        made.forEach(planned -> units.add(planned.unit()));
        return units;
    }

    boolean touched(UnitId unit) {
        return began.containsKey(unit);
    }

    boolean touchedAny() {
        return !began.isEmpty();
    }

    void inService(UnitId unit) {
        inService(unit, System.nanoTime());
    }

    void inService(UnitId unit, long nanoTime) {
        ended.put(unit, nanoTime);
    }

    /** How long the unit was out of service, in ms; at least 1 if it was touched. */
    long gapMillis(UnitId unit) {
        var start = began.get(unit);
        if (start == null) {
            return 0;
        }
        return Math.max(1, (ended.getOrDefault(unit, System.nanoTime()) - start) / 1_000_000);
    }
}
