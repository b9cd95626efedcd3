package io.ripcord.engine;

import io.ripcord.api.change.AfterRestart;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;
import io.ripcord.api.domain.Unit;
import io.ripcord.engine.journal.Confirmed;
import io.ripcord.engine.journal.Settled;
import io.ripcord.engine.journal.Standing;
import io.ripcord.engine.journal.Target;
import io.ripcord.engine.plan.Allocator;
import io.ripcord.engine.plan.Failure;
import io.ripcord.engine.run.Cancel;
import io.ripcord.engine.run.Convergence;
import io.ripcord.engine.run.Goal;
import io.ripcord.engine.run.HungUnit;
import io.ripcord.engine.run.Result;
import io.ripcord.engine.run.Superseded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one change out, from prepare to its outcome. Used once, by the engine's worker. */
final class ChangeRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeRunner.class);
    private static final Failing.Left NOTHING = new Failing.Left(Map.of(), Set.of(), Set.of());

    private final Ground ground;
    private final Target target;
    private final Progress progress;
    private final Allocator allocations;
    private final Confirmed old;
    private final List<Standing> remembered;
    private final Goal goal;
    private final Convergence run;
    private final ConfirmWindow window;

    /** @param retried units that are tried though they are held back */
    ChangeRunner(Ground ground, Target target, Predicate<UnitId> retried, Cancel cancel) {
        this.ground = ground;
        this.target = target;
        this.remembered = Failing.of(ground.journal().settled());
        this.old = ground.journal().confirmed();
        this.progress = new Progress(
                target,
                ground.journal(),
                ground.changes(),
                ground.sources(),
                ground.clock(),
                ground.folder(),
                this::beforeRisk);
        this.allocations = new Allocator(ground.journal().allocations());
        this.goal = goal(Failing.without(remembered, retried));
        this.run = ground.convergence(goal, allocations, progress, cancel);
        this.window = new ConfirmWindow(ground.paths(), ground.settings(), ground.clock(), progress::progress);
    }

    /**
     * Runs the change to its outcome.
     *
     * @return units that are not as confirmed, though nothing new was wanted of them
     * @throws HungUnit if only a restart helps; the journal knows whose fault it is
     * @throws InterruptedException if the engine ends: the next start settles the change
     */
    Map<UnitId, Failure> run() throws HungUnit, InterruptedException {
        LOG.info(
                "{} begins: fleet generation {}, local generation {}, by {}",
                target.change(),
                target.fleetGeneration(),
                target.localGeneration(),
                target.author());
        try {
            converge();
            return run.result().troubled();
        } catch (HungUnit e) {
            if (e.hung() instanceof AfterRestart) {
                progress.resumes(e.unit(), String.valueOf(e.hung().getMessage()));
            } else {
                progress.failed(e.unit(), Failure.of(Outcome.FAILED, e.hung()));
            }
            throw e;
        }
    }

    private void converge() throws HungUnit, InterruptedException {
        try {
            var result = run.run();
            var atomic = atomic(result);
            var unconfirmed = atomic.isPresent() ? atomic : unconfirmed(result);
            if (unconfirmed.isPresent()) {
                takeBack(result, unconfirmed.get(), atomic.isPresent() ? Set.of() : risky(result));
            } else {
                keep(result);
            }
        } catch (Superseded e) {
            var stuck = run.undoAll();
            finish(Outcome.SUPERSEDED, results(run.result(), stuck, superseded()), NOTHING);
        } catch (IOException e) {
            LOG.warn("{} cannot be kept on disk", target.change(), e);
            takeBack(run.result(), storage(e), Set.of());
        } catch (RuntimeException e) {
            LOG.warn("{} failed unexpectedly", target.change(), e);
            takeBack(run.result(), Failure.bug(Outcome.FAILED, "the change", e), Set.of());
        }
    }

    private Goal goal(List<Standing> held) {
        return new Goal(
                target.effective(),
                old,
                Failing.standing(held, target.effective()),
                ground.safeMode().leftAlone(target.effective()).keySet(),
                _ -> true);
    }

    private Optional<Failure> atomic(Result result) {
        if (!target.effective().atomic() || result.failures().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                Outcomes.worst(result.failures().values()),
                "taken back with " + result.failures().keySet() + ", for the document says atomic",
                "see to what failed"));
    }

    private Optional<Failure> unconfirmed(Result result) throws IOException, InterruptedException {
        if (!window.opens() || risky(result).isEmpty()) {
            return Optional.empty();
        }
        progress.phase(Phase.CONFIRM);
        return window.await(target.change(), ground.journal());
    }

    private void beforeRisk() throws InterruptedException {
        window.look(target.change(), target.fleetDigest().isEmpty());
    }

    private static Set<UnitId> risky(Result result) {
        return result.units().stream().filter(Unit::risky).map(Unit::id).collect(Collectors.toSet());
    }

    private void keep(Result result) throws IOException, HungUnit, InterruptedException {
        var results = results(result, Map.of(), Failure.failed("", ""));
        boolean changed =
                !result.reached().document().sections().equals(old.document().sections());
        var outcome = Outcomes.of(result, changed);
        if (result.applied().isEmpty() && !changed) {
            finish(outcome, results, left(result));
            return;
        }
        progress.phase(Phase.COMMIT);
        allocations.free(List.of(result.reached().document()));
        var settled = settled(outcome, results, left(result));
        ground.sources().secure();
        try {
            ground.journal().commit(settled, result.reached(), allocations.values());
        } catch (IOException e) {
            withdraw();
            throw e;
        }
        ground.probation().begin(target.change());
        Commits.of(result.units());
        end(outcome, results, left(result), () -> {});
        ground.safeMode().kept(old.document(), result.reached().document());
    }

    private Failing.Left left(Result result) {
        return new Failing.Left(result.failures(), goal.failed().keySet(), Set.of());
    }

    private void withdraw() {
        try {
            ground.journal().withdraw(target.change());
        } catch (IOException e) {
            LOG.warn("the commit of {} could not be withdrawn; a restart may find it", target.change(), e);
        }
    }

    /**
     * Undoes all, makes sure that the old state stands, and settles.
     *
     * @param unanswered units that nobody confirmed
     */
    private void takeBack(Result result, Failure why, Set<UnitId> unanswered) throws HungUnit, InterruptedException {
        boolean touched = run.touchedAny();
        var stuck = run.undoAll();
        if (touched && !stuck.isEmpty()) {
            stuck = repaired(stuck);
        }
        var takenBack = why.outcome() == Outcome.UNCONFIRMED ? why : why.as(touched ? Outcome.FAILED : Outcome.REFUSED);
        Map<UnitId, Failure> failures = new LinkedHashMap<>(result.failures());
        unanswered.forEach(unit -> failures.put(unit, takenBack));
        finish(
                stuck.isEmpty() ? takenBack.outcome() : Outcome.STUCK,
                results(result, stuck, takenBack),
                new Failing.Left(failures, goal.failed().keySet(), unanswered));
    }

    /** Plans once more from what is there to the old state; what is still stuck after that. */
    private Map<UnitId, Failure> repaired(Map<UnitId, Failure> stuck) throws HungUnit, InterruptedException {
        try {
            var alone = ground.safeMode().leftAlone(old.document()).keySet();
            var goal = new Goal(old.document(), old, Map.of(), alone, _ -> true);
            var trouble = ground.convergence(goal, allocations, progress, new Cancel())
                    .run()
                    .troubled();
            Map<UnitId, Failure> left = new LinkedHashMap<>(stuck);
            left.keySet()
                    .removeIf(unit -> !trouble.containsKey(unit) && !trouble.containsKey(UnitId.whole(unit.domain())));
            return left;
        } catch (Superseded | IOException | RuntimeException e) {
            LOG.warn("{}: the old state could not be planned", target.change(), e);
            return stuck;
        }
    }

    private void finish(Outcome outcome, List<UnitResult> results, Failing.Left left) {
        end(outcome, results, left, progress::settledOnDisk);
    }

    /** @param kept run once it is on disk, before anybody hears of it */
    private void end(Outcome outcome, List<UnitResult> results, Failing.Left left, Runnable kept) {
        var settled = settled(outcome, results, left);
        try {
            ground.journal().end(settled);
        } catch (IOException e) {
            LOG.warn("the outcome of {} could not be kept", target.change(), e);
        }
        kept.run();
        LOG.info("{} ended: {}", target.change(), outcome);
        ground.changes().put(settled.record());
    }

    private Settled settled(Outcome outcome, List<UnitResult> results, Failing.Left left) {
        var fleetOutcome = target.fleetDigest().isPresent()
                ? Optional.of(outcome)
                : ground.changes().lastSettled().flatMap(Settled::fleetOutcome);
        var standing = outcome == Outcome.SUPERSEDED
                ? remembered
                : Failing.after(left, remembered, target.effective(), target.change());
        return new Settled(progress.finished(outcome, results), target, fleetOutcome, standing);
    }

    /** What became of each unit: failed ones by themselves, applied ones unless all was taken back. */
    private List<UnitResult> results(Result result, Map<UnitId, Failure> stuck, Failure takenBack) {
        Map<UnitId, Failure> failures = new LinkedHashMap<>();
        if (!takenBack.reason().isEmpty()) {
            result.applied().forEach(unit -> failures.put(unit, takenBack));
        }
        failures.putAll(result.failures());
        stuck.forEach((unit, why) -> failures.put(unit, why));
        List<UnitResult> results = new ArrayList<>();
        result.applied().stream()
                .filter(unit -> !failures.containsKey(unit))
                .forEach(unit -> results.add(new UnitResult(unit, Outcome.APPLIED, "", "", run.gapMillis(unit))));
        failures.forEach((unit, failure) -> results.add(failure.result(unit, run.gapMillis(unit))));
        results.sort(java.util.Comparator.comparing(UnitResult::unit));
        return results;
    }

    private static Failure superseded() {
        return new Failure(Outcome.SUPERSEDED, "a newer generation came", "look at the newer change");
    }

    private static Failure storage(IOException e) {
        return Failure.unconfirmed(
                "the state could not be kept on disk: " + e.getMessage(), "make room on the disk, or replace it");
    }
}
