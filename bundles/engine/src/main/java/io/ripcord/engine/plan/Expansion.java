package io.ripcord.engine.plan;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.state.DesiredDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks each section by its domain, expands the good ones, and checks again what the expansions came to. */
public final class Expansion {
    private final Domains domains;

    public Expansion(Domains domains) {
        this.domains = domains;
    }

    /** @param fallback derived entries of owners whose domain nobody owns at present */
    Wanted expand(DesiredDocument document, List<Derived> fallback, Allocations allocations) {
        Map<UnitId, Failure> failures = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        List<Derived> derived = new ArrayList<>();
        for (var name : document.domains().keySet()) {
            if (domains.find(name).isEmpty()) {
                missing.add(name);
            }
        }
        fallback.stream()
                .filter(entry -> missing.contains(entry.owner().domain()))
                .forEach(derived::add);
        for (var domain : domains.all()) {
            var section = document.section(domain.name());
            var problems = problems(domain, Section.of(section), failures);
            if (problems.isEmpty()) {
                expand(domain, document, allocations, derived, failures);
            }
        }
        var wanted = new Wanted(document, derived, failures, missing);
        recheck(wanted);
        return wanted;
    }

    /** The rules that a document breaks, as sentences with their full path. */
    public Set<String> problems(DesiredDocument document, Allocations allocations) {
        Set<String> sentences = new HashSet<>();
        expand(document, List.of(), allocations)
                .failures()
                .forEach((unit, failure) -> sentences.add(failure.reason() + "; " + failure.remedy()));
        return sentences;
    }

    private static void expand(
            Domain domain,
            DesiredDocument document,
            Allocations allocations,
            List<Derived> derived,
            Map<UnitId, Failure> failures) {
        try {
            derived.addAll(domain.expand(document.section(domain.name()), allocations));
        } catch (RuntimeException e) {
            failures.put(UnitId.whole(domain.name()), Failure.bug(Outcome.REFUSED, "expanding " + domain.name(), e));
        }
    }

    private void recheck(Wanted wanted) {
        for (var domain : domains.all()) {
            var section = wanted.section(domain.name());
            if (!section.derived().isEmpty() && !wanted.failures().containsKey(UnitId.whole(domain.name()))) {
                problems(domain, section, wanted.failures());
            }
        }
    }

    private static List<Problem> problems(Domain domain, Section section, Map<UnitId, Failure> failures) {
        try {
            var problems = domain.validate(section);
            for (var problem : problems) {
                var failure = Failure.refused(
                        domain.name() + "/" + problem.path() + ": " + problem.reason(), problem.remedy());
                failures.putIfAbsent(unit(domain, section, problem), failure);
            }
            return problems;
        } catch (RuntimeException e) {
            failures.put(UnitId.whole(domain.name()), Failure.bug(Outcome.REFUSED, "checking " + domain.name(), e));
            return List.of(new Problem("", "", ""));
        }
    }

    private static UnitId unit(Domain domain, Section section, Problem problem) {
        var name = problem.path().split("/", 2)[0];
        if (domain.perEntry() && section.wanted().get(name).isPresent()) {
            return new UnitId(domain.name(), name);
        }
        return section.derived().stream()
                .filter(entry -> entry.key().equals(name))
                .map(Derived::owner)
                .findFirst()
                .orElse(UnitId.whole(domain.name()));
    }
}
