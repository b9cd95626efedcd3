package io.ripcord.engine.run;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Unit;
import io.ripcord.engine.journal.Confirmed;
import io.ripcord.engine.plan.Allocator;
import io.ripcord.engine.plan.Domains;
import io.ripcord.engine.plan.Entries;
import io.ripcord.engine.plan.Failure;
import io.ripcord.engine.plan.Pass;
import io.ripcord.engine.plan.Planner;
import io.ripcord.engine.plan.StepOrder;
import io.ripcord.engine.plan.StepOrder.Planned;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run towards a document: plans, prepares, applies and watches again and again until nothing differs, each time
 * without the units that failed. Used once, by one thread.
 */
public final class Convergence {
    private static final int MOST_ROUNDS = 3;

    private final Tools tools;
    private final Goal goal;
    private final Watcher watcher;
    private final Cancel cancel;
    private final Allocator allocations;
    private final Trail trail;
    private final Blame blame;
    private final Map<UnitId, Integer> rounds = new HashMap<>();
    private final Map<UnitId, List<Unit>> applied = new LinkedHashMap<>();
    private final Map<UnitId, List<Unit>> tried = new HashMap<>();
    private boolean waitedForArrivals;
    private Confirmed reached;

    /**
     * What a run works with.
     *
     * @param arrival for the controllers that a feature of the same document brings
     * @param prepare for one unit to prepare
     * @param poll between two looks at health
     * @param interruption for a step to end after it was interrupted
     */
    public record Tools(
            Domains domains,
            Planner planner,
            Fetcher fetcher,
            Duration arrival,
            Duration prepare,
            Duration poll,
            Duration interruption) {}

    public Convergence(Tools tools, Goal goal, Allocator allocations, Watcher watcher, Cancel cancel) {
        this.tools = tools;
        this.goal = goal;
        this.watcher = watcher;
        this.cancel = cancel;
        this.allocations = allocations;
        this.trail = new Trail(new StepThread(tools.interruption), watcher);
        this.blame = new Blame(goal, tools.domains, watcher);
        this.reached = goal.old();
    }

    /**
     * Runs until nothing is left to do.
     *
     * @throws IOException if its beginning could not be kept on disk
     */
    public Result run() throws Superseded, HungUnit, IOException, InterruptedException {
        try (var _ = EarlyFetch.begin(tools.domains, goal, tools.fetcher)) {
            boolean more = true;
            while (more && !givenUp()) {
                more = pass();
            }
        }
        return result();
    }

    /** Takes all back, the last step first; the units that could not be, and why. */
    public Map<UnitId, Failure> undoAll() throws HungUnit, InterruptedException {
        return trail.undo(_ -> true);
    }

    /** Where it stands. */
    public Result result() {
        Set<UnitId> good = new LinkedHashSet<>(applied.keySet());
        good.removeAll(blame.failed().keySet());
        good.removeAll(blame.troubled().keySet());
        List<Unit> units = new ArrayList<>();
        applied.values().forEach(units::addAll);
        return new Result(reached, blame.failed(), blame.troubled(), good, units);
    }

    /** Units with a step begun, taken back or not. */
    public boolean touched(UnitId unit) {
        return trail.touched(unit);
    }

    public boolean touchedAny() {
        return trail.touchedAny();
    }

    /** How long the unit was out of service, in ms: as it says itself, else from its first step to its last. */
    public long gapMillis(UnitId unit) {
        long own = tried.getOrDefault(unit, List.of()).stream()
                .mapToLong(part -> part.gap().toMillis())
                .sum();
        return own > 0 ? own : trail.gapMillis(unit);
    }

    /** An atomic document with a failed unit is not gone on with. */
    private boolean givenUp() {
        return goal.target().atomic() && !blame.failed().isEmpty();
    }

    private boolean pass() throws Superseded, HungUnit, IOException, InterruptedException {
        watcher.phase(Phase.PREPARE);
        var document = Entries.compose(
                goal.target(), goal.old().document(), blame.failed().keySet());
        var question = new Planner.Question(document, goal.old().derived(), blame.blocked(), goal.scope());
        var pass = cancel.during(() -> tools.planner.plan(question, allocations));
        if (blame.of(pass) || missing(pass) || blame.unprotected(pass)) {
            return true;
        }
        reached = new Confirmed(document, pass.derived());
        if (pass.groups().isEmpty()) {
            blame.nothingDiffers();
            return arrived(pass);
        }
        if (!prepare(pass)) {
            return true;
        }
        if (planned(pass).isEmpty()) {
            onlyToCommit(pass.groups());
            return arrived(pass);
        }
        return carryOut(pass);
    }

    /** What is left of these units is for their commit: an old version stays until the new one has proved itself. */
    private void onlyToCommit(Map<UnitId, List<Unit>> groups) {
        blame.nothingDiffers();
        groups.forEach(this::keep);
    }

    private void keep(UnitId unit, List<Unit> parts) {
        applied.computeIfAbsent(unit, _ -> new ArrayList<>()).addAll(parts);
    }

    /** A domain that nobody owns fails, unless a feature of the same document may still bring it. */
    private boolean missing(Pass pass) {
        boolean mayCome =
                !waitedForArrivals && !goal.target().section("features").isEmpty();
        boolean news = false;
        for (var domain : pass.missing()) {
            if (!mayCome && goal.scope().test(domain)) {
                news |= blame.missing(domain);
            }
        }
        return news;
    }

    private boolean arrived(Pass pass) throws Superseded, InterruptedException {
        var awaited = blame.awaited(pass.missing());
        if (waitedForArrivals || awaited.isEmpty()) {
            return false;
        }
        waitedForArrivals = true;
        cancel.during(() -> tools.domains.await(awaited, tools.arrival));
        return true;
    }

    private boolean prepare(Pass pass) throws Superseded, InterruptedException {
        boolean good = true;
        for (var group : pass.groups().entrySet()) {
            for (var unit : group.getValue()) {
                var failure = prepare(unit);
                if (failure.isPresent()) {
                    blame.unit(group.getKey(), failure.get(), pass.derived());
                    good = false;
                    break;
                }
            }
        }
        return good;
    }

    private Optional<Failure> prepare(Unit unit) throws Superseded, InterruptedException {
        watcher.progress(unit.id() + ": prepare");
        return cancel.during(() -> {
            try {
                Limited.call("preparing " + unit.id(), tools.prepare, () -> {
                    unit.prepare(tools.fetcher);
                    return true;
                });
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(
                        e.getCause() instanceof Refusal refusal
                                ? Failure.of(Outcome.REFUSED, refusal)
                                : Failure.unconfirmed(
                                        String.valueOf(e.getMessage()), "mend that; it is tried again by itself"));
            } catch (RuntimeException e) {
                return Optional.of(Failure.bug(Outcome.REFUSED, "preparing " + unit.id(), e));
            }
        });
    }

    private boolean carryOut(Pass pass) throws Superseded, HungUnit, IOException, InterruptedException {
        var order = StepOrder.of(planned(pass));
        if (!order.circle().isEmpty()) {
            var failure = Failure.refused(
                    "the steps of " + order.circle() + " wait for each other in a circle",
                    "let one of them do without the other");
            order.circle().forEach(unit -> blame.unit(unit, failure, pass.derived()));
            return true;
        }
        cancel.check();
        if (risky(pass)) {
            cancel.during(() -> {
                watcher.risky();
                return true;
            });
        }
        watcher.begin(allocations.values());
        watcher.phase(Phase.APPLY);
        pass.groups()
                .forEach((unit, parts) ->
                        tried.computeIfAbsent(unit, _ -> new ArrayList<>()).addAll(parts));
        var left = apply(pass, order);
        watcher.phase(Phase.HEALTH);
        watch(pass, order, left);
        return true;
    }

    private static boolean risky(Pass pass) {
        return pass.groups().values().stream().flatMap(List::stream).anyMatch(Unit::risky);
    }

    private List<Planned> planned(Pass pass) {
        List<Planned> planned = new ArrayList<>();
        pass.groups()
                .values()
                .forEach(units -> units.forEach(unit ->
                        unit.steps().forEach(step -> planned.add(new Planned(unit.id(), step, planned.size())))));
        return planned;
    }

    /** The units whose steps are all made. */
    private Map<UnitId, List<Unit>> apply(Pass pass, StepOrder order)
            throws Superseded, HungUnit, InterruptedException {
        Map<UnitId, List<Unit>> left = new LinkedHashMap<>(pass.groups());
        Set<UnitId> dropped = new HashSet<>();
        for (var unit : pass.groups().keySet()) {
            boolean acts =
                    order.steps().stream().anyMatch(planned -> planned.unit().equals(unit));
            if (acts && rounds.merge(unit, 1, Integer::sum) > MOST_ROUNDS) {
                var failure = Failure.failed(
                        "it differs again each time its steps are made", "report it to the maker of the domain");
                dropped.addAll(takeBack(unit, failure, pass, order));
            }
        }
        for (var planned : order.steps()) {
            cancel.check();
            if (!dropped.contains(planned.unit())) {
                var failure = trail.make(planned);
                if (failure.isPresent()) {
                    dropped.addAll(takeBack(planned.unit(), failure.get(), pass, order));
                }
            }
        }
        left.keySet().removeAll(dropped);
        return left;
    }

    private void watch(Pass pass, StepOrder order, Map<UnitId, List<Unit>> groups)
            throws Superseded, HungUnit, InterruptedException {
        var verdicts = cancel.during(() -> new HealthGate(tools.poll).watch(groups));
        groups.forEach(this::keep);
        for (var verdict : verdicts.entrySet()) {
            var unit = verdict.getKey();
            var failure = verdict.getValue().failure();
            if (failure.isPresent()) {
                takeBack(unit, failure.get(), pass, order);
            } else {
                trail.inService(unit, verdict.getValue().since());
                blame.repaired(unit);
            }
        }
    }

    /** Undoes a failed unit and what stands on it; the latter is planned anew. */
    private Set<UnitId> takeBack(UnitId unit, Failure failure, Pass pass, StepOrder order)
            throws HungUnit, InterruptedException {
        watcher.progress(unit + " failed: " + failure.reason());
        var affected = trail.dependents(unit, order.steps());
        applied.keySet().removeAll(affected);
        var stuck = trail.undo(affected::contains);
        blame.unit(unit, failure, pass.derived());
        stuck.forEach((other, why) -> blame.stuck(other, why));
        return affected;
    }
}
