package io.ripcord.engine.plan;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.DesiredDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Checks, expands, observes and plans one document. */
public final class Planner {
    private final Domains domains;
    private final Expansion expansion;
    private final BiConsumer<String, JsonObject> seen;

    /** @param seen hears what each domain observed */
    public Planner(Domains domains, BiConsumer<String, JsonObject> seen) {
        this.domains = domains;
        this.expansion = new Expansion(domains);
        this.seen = seen;
    }

    /**
     * What to plan.
     *
     * @param fallback derived entries of owners whose domain nobody owns at present
     * @param blocked units, or whole domains, that are not to be planned
     * @param scope the domains to look at
     */
    public record Question(
            DesiredDocument document, List<Derived> fallback, Set<UnitId> blocked, Predicate<String> scope) {

        private boolean excludes(UnitId unit) {
            return !scope.test(unit.domain())
                    || blocked.contains(unit)
                    || blocked.contains(UnitId.whole(unit.domain()));
        }
    }

    public Pass plan(Question question, Allocator allocations) throws InterruptedException {
        var wanted = expansion.expand(question.document, question.fallback, allocations);
        Map<UnitId, Failure> broken = new LinkedHashMap<>(wanted.failures());
        broken.keySet().removeIf(question::excludes);
        Map<String, Failure> blind = new LinkedHashMap<>();
        Map<UnitId, List<Unit>> groups = new LinkedHashMap<>();
        if (broken.isEmpty()) {
            var looked = domains.all().stream()
                    .filter(domain -> !question.excludes(UnitId.whole(domain.name())))
                    .toList();
            try (var looks = new Looks(looked)) {
                for (var domain : looked) {
                    plan(domain, looks, wanted, allocations, blind, groups);
                }
            }
        }
        groups.keySet().removeIf(question.blocked::contains);
        return new Pass(question.document, wanted.derived(), broken, blind, wanted.missing(), groups);
    }

    private void plan(
            Domain domain,
            Looks looks,
            Wanted wanted,
            Allocator allocations,
            Map<String, Failure> blind,
            Map<UnitId, List<Unit>> groups)
            throws InterruptedException {
        try {
            var observed = looks.of(domain);
            seen.accept(domain.name(), observed);
            for (var unit : domain.plan(wanted.section(domain.name()), observed, allocations)) {
                groups.computeIfAbsent(unit.id(), _ -> new ArrayList<>()).add(unit);
            }
        } catch (IOException e) {
            blind.put(
                    domain.name(),
                    Failure.unconfirmed(
                            domain.name() + " cannot see what is there: " + e.getMessage(),
                            "mend that; it is looked at again by and by"));
        } catch (RuntimeException e) {
            blind.put(domain.name(), Failure.bug(Outcome.REFUSED, "planning " + domain.name(), e));
        }
    }
}
