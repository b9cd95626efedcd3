package io.ripcord.engine;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.trust.Digest;
import io.ripcord.engine.journal.Settled;
import io.ripcord.engine.journal.Standing;
import io.ripcord.engine.plan.Entries;
import io.ripcord.engine.plan.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What failed when it was tried is not tried again by a later change while the same is wanted, and what nobody confirmed
 * waits for its next try; either counts as news when its entry changes in between, or when a local edit names it again.
 */
final class Failing {
    private Failing() {}

    /** Units that this document need not even try. */
    static Map<UnitId, Failure> standing(List<Standing> before, DesiredDocument target) {
        Map<UnitId, Failure> failures = new LinkedHashMap<>();
        for (var standing : before) {
            var unit = standing.result().unit();
            if (standing.held() && Digest.of(Entries.of(target, unit)).equals(standing.entry())) {
                failures.put(unit, new Failure(standing.result().outcome(), reason(standing), remedy(standing)));
            }
        }
        return failures;
    }

    private static String reason(Standing standing) {
        var first = standing.again()
                ? "not tried now, it is tried again by itself; in "
                : "not tried again, for it failed in ";
        return first + standing.change() + ": " + standing.result().reason();
    }

    private static String remedy(Standing standing) {
        return standing.result().remedy().replaceFirst("\\.$", "")
                + "; to try the very same again, take it out and put it in anew";
    }

    /** How a change left its units. */
    record Left(Map<UnitId, Failure> failures, Set<UnitId> untried, Set<UnitId> unanswered) {}

    /**
     * What is to be remembered of units that are not as wanted.
     *
     * @param left failures; of which were not tried this time; of which nobody confirmed
     * @param before what was remembered so far
     */
    static List<Standing> after(Left left, List<Standing> before, DesiredDocument target, String change) {
        List<Standing> after = new ArrayList<>();
        left.failures.forEach((unit, failure) -> {
            if (failure.outcome() != Outcome.REFUSED) {
                var entry = Digest.of(Entries.of(target, unit));
                var old = before.stream()
                        .filter(known -> known.result().unit().equals(unit)
                                && known.entry().equals(entry))
                        .findFirst();
                after.add(
                        old.isPresent() && left.untried.contains(unit)
                                ? old.get()
                                : tried(unit, failure, entry, change, old, left.unanswered.contains(unit)));
            }
        });
        return after;
    }

    private static Standing tried(
            UnitId unit, Failure failure, Digest entry, String change, Optional<Standing> old, boolean unanswered) {
        int tries = old.map(Standing::tries).orElse(0) + 1;
        boolean held = failure.outcome() != Outcome.UNCONFIRMED || unanswered || tries >= Standing.MOST_TRIES;
        return new Standing(failure.result(unit, 0), entry, change, tries, held);
    }

    /** Without those that an edit names again, or whose time has come. */
    static List<Standing> without(List<Standing> standing, Predicate<UnitId> retried) {
        return standing.stream()
                .filter(old -> !retried.test(old.result().unit()))
                .toList();
    }

    /** All units of these domains of which something new is wanted. */
    static Map<UnitId, Failure> all(
            Set<String> domains, DesiredDocument target, DesiredDocument old, Predicate<String> perEntry, Failure why) {
        Map<UnitId, Failure> failures = new LinkedHashMap<>();
        for (var domain : domains) {
            List<UnitId> units = new ArrayList<>();
            if (perEntry.test(domain)) {
                for (var document : List.of(target, old)) {
                    document.section(domain).names().forEach(name -> units.add(new UnitId(domain, name)));
                }
            } else {
                units.add(UnitId.whole(domain));
            }
            units.stream().filter(unit -> Entries.differ(target, old, unit)).forEach(unit -> failures.put(unit, why));
        }
        return failures;
    }

    /** What is remembered after the last change. */
    static List<Standing> of(List<Settled> settled) {
        return settled.isEmpty() ? List.of() : settled.getLast().standing();
    }
}
