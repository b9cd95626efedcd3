package io.ripcord.engine.run;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Derived;
import io.ripcord.engine.plan.Domains;
import io.ripcord.engine.plan.Entries;
import io.ripcord.engine.plan.Failure;
import io.ripcord.engine.plan.Pass;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whose failure a failure is. A unit of which something new was wanted goes back to its old version; one that
 * fails though nothing new was wanted is left alone for the rest of the run, and only told of.
 */
final class Blame {
    private final Goal goal;
    private final Domains domains;
    private final Watcher watcher;
    private final Map<UnitId, Failure> failed;
    private final Map<UnitId, Failure> troubled = new LinkedHashMap<>();
    private final Set<UnitId> blocked;

    Blame(Goal goal, Domains domains, Watcher watcher) {
        this.goal = goal;
        this.domains = domains;
        this.watcher = watcher;
        this.failed = new LinkedHashMap<>(goal.failed());
        this.blocked = new HashSet<>(goal.blocked());
    }

    Map<UnitId, Failure> failed() {
        return Map.copyOf(failed);
    }

    Map<UnitId, Failure> troubled() {
        return Map.copyOf(troubled);
    }

    Set<UnitId> blocked() {
        return Set.copyOf(blocked);
    }

    /** Takes the failures of a planning pass; true if there were any. */
    boolean of(Pass pass) {
        pass.broken().forEach((unit, failure) -> {
            if (!fall(unit, failure, pass.derived())) {
                leave(UnitId.whole(unit.domain()), unit, failure);
            }
        });
        pass.blind().forEach((domain, failure) -> {
            var whole = UnitId.whole(domain);
            boolean fell = fall(whole, failure, pass.derived());
            blocked.add(whole);
            if (!fell) {
                troubled.putIfAbsent(whole, failure);
            }
        });
        return !pass.broken().isEmpty() || !pass.blind().isEmpty();
    }

    /**
     * Holds back units whose derived entries stand in a domain that failed or that nobody owns: a chute does not start
     * without its firewall. What runs already is not planned, so it runs on. True if there were any.
     */
    boolean unprotected(Pass pass) {
        boolean held = false;
        for (var entry : pass.derived()) {
            var place = UnitId.whole(entry.domain());
            boolean absent = domains.find(entry.domain()).isEmpty();
            if (pass.groups().containsKey(entry.owner()) && (absent || blocked.contains(place))) {
                unit(entry.owner(), withoutPlace(place, absent), List.of());
                held = true;
            }
        }
        return held;
    }

    private Failure withoutPlace(UnitId place, boolean absent) {
        var why = Optional.ofNullable(troubled.get(place)).or(() -> Optional.ofNullable(failed.get(place)));
        var reason = absent
                ? "nobody owns the domain here"
                : why.map(Failure::reason).orElse("it failed before and is tried again by and by");
        var outcome = why.filter(cause -> cause.outcome() == Outcome.UNCONFIRMED)
                .map(Failure::outcome)
                .orElse(Outcome.REFUSED);
        return new Failure(
                outcome,
                place + ", in which it needs entries: " + reason,
                why.map(Failure::remedy).orElse("mend that domain first"));
    }

    /** A unit could not be prepared, made, or kept healthy. */
    void unit(UnitId unit, Failure failure, List<Derived> derived) {
        boolean again = failed.containsKey(unit);
        if (fall(unit, failure, derived)) {
            return;
        }
        if (again) {
            stuck(unit, failure);
        }
        leave(unit, unit, failure);
    }

    /** A unit could not be taken back. */
    void stuck(UnitId unit, Failure why) {
        failed.computeIfPresent(
                unit,
                (_, first) -> new Failure(
                        Outcome.STUCK, first.reason() + "; going back failed too: " + why.reason(), why.remedy()));
        troubled.computeIfPresent(unit, (_, first) -> first.as(Outcome.STUCK));
    }

    /** A unit is healthy after all: at its old version if it had failed. */
    void repaired(UnitId unit) {
        failed.computeIfPresent(
                unit, (_, first) -> first.outcome() == Outcome.STUCK ? first.as(Outcome.FAILED) : first);
    }

    /** All that is planned is as it should be: what could not be taken back is at its old version all the same. */
    void nothingDiffers() {
        failed.keySet().stream()
                .filter(unit -> !blocked.contains(unit) && !blocked.contains(UnitId.whole(unit.domain())))
                .toList()
                .forEach(this::repaired);
    }

    /** A domain of the document is owned by nobody; true if that is news. */
    boolean missing(String domain) {
        var whole = UnitId.whole(domain);
        var failure = Failure.refused(
                "there is no such domain here: " + domain, "install the feature that brings it, or remove its section");
        if (fall(whole, failure, List.of())) {
            return true;
        }
        troubled.putIfAbsent(whole, failure);
        return false;
    }

    /** Those of the missing domains of which something new is wanted. */
    Set<String> awaited(List<String> missing) {
        Set<String> awaited = new HashSet<>(missing);
        awaited.removeIf(domain -> !Entries.differ(goal.target(), goal.old().document(), UnitId.whole(domain)));
        return awaited;
    }

    private boolean fall(UnitId unit, Failure failure, List<Derived> derived) {
        boolean fell = false;
        for (var culprit : culprits(unit, derived)) {
            if (!failed.containsKey(culprit)
                    && Entries.differ(goal.target(), goal.old().document(), culprit)) {
                var why = culprit.equals(unit) || unit.domain().equals(culprit.domain())
                        ? failure
                        : new Failure(failure.outcome(), unit + ": " + failure.reason(), failure.remedy());
                failed.put(culprit, why);
                watcher.failed(culprit, why);
                fell = true;
            }
        }
        return fell;
    }

    private void leave(UnitId block, UnitId unit, Failure failure) {
        blocked.add(block);
        if (!failed.containsKey(unit)) {
            troubled.putIfAbsent(unit, failure);
        }
    }

    /** The unit, what makes it up if it is a whole domain, and the owners of derived entries in it. */
    private Set<UnitId> culprits(UnitId unit, List<Derived> derived) {
        Set<UnitId> culprits = new LinkedHashSet<>();
        if (unit.isWhole() && domains.perEntry(unit.domain())) {
            for (var document : List.of(goal.target(), goal.old().document())) {
                document.section(unit.domain()).names().forEach(name -> culprits.add(new UnitId(unit.domain(), name)));
            }
        } else {
            culprits.add(unit);
        }
        derived.stream()
                .filter(entry -> unit.sections().contains(entry.domain()))
                .filter(entry -> unit.isWhole() || entry.key().equals(unit.name()))
                .map(Derived::owner)
                .forEach(culprits::add);
        return culprits;
    }
}
