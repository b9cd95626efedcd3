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
import java.util.Set;
import java.util.function.Predicate;

/**
 * What failed when it was tried is not tried again by a later change while the same is wanted; it counts as news when
 * its entry changes in between, or when a local edit names it again.
 */
final class Failing {
    private Failing() {}

    /** Units that this document need not even try. */
    static Map<UnitId, Failure> standing(List<Standing> before, DesiredDocument target) {
        Map<UnitId, Failure> failures = new LinkedHashMap<>();
        for (var standing : before) {
            var unit = standing.result().unit();
            if (Digest.of(Entries.of(target, unit)).equals(standing.entry())) {
                failures.put(
                        unit,
                        new Failure(
                                standing.result().outcome(),
                                "not tried again, for it failed in " + standing.change() + ": "
                                        + standing.result().reason(),
                                standing.result().remedy().replaceFirst("\\.$", "")
                                        + "; to try the very same again, take it out and put it in anew"));
            }
        }
        return failures;
    }

    /** Those of the failures that a later change need not try, with what was wanted. */
    static List<Standing> after(
            Map<UnitId, Failure> failures, List<Standing> before, DesiredDocument target, String change) {
        List<Standing> after = new ArrayList<>();
        failures.forEach((unit, failure) -> {
            if (failure.outcome() == Outcome.UNDONE || failure.outcome() == Outcome.STUCK) {
                var entry = Digest.of(Entries.of(target, unit));
                after.add(before.stream()
                        .filter(old ->
                                old.result().unit().equals(unit) && old.entry().equals(entry))
                        .findFirst()
                        .orElse(new Standing(failure.result(unit, 0), entry, change)));
            }
        });
        return after;
    }

    /** Without those that an edit names again. */
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

    /** The standing failures after the last change. */
    static List<Standing> of(List<Settled> settled) {
        return settled.isEmpty() ? List.of() : settled.getLast().standing();
    }
}
