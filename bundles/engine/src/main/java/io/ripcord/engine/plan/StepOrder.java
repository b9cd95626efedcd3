package io.ripcord.engine.plan;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Steps sorted so that each comes after those that provide what it needs; else as they were given.
 *
 * @param circle the units whose steps wait for each other; empty when all is sorted
 */
public record StepOrder(List<Planned> steps, Set<UnitId> circle) {

    /**
     * A step and whose it is.
     *
     * @param number tells equal steps apart
     */
    public record Planned(UnitId unit, Step step, int number) {
        @Override
        public String toString() {
            return unit + ": " + step.what();
        }
    }

    public static StepOrder of(List<Planned> given) {
        Map<Name, List<Planned>> providers = new HashMap<>();
        given.forEach(planned -> planned.step()
                .provides()
                .forEach(name ->
                        providers.computeIfAbsent(name, _ -> new ArrayList<>()).add(planned)));
        List<Planned> sorted = new ArrayList<>();
        Set<Planned> done = new HashSet<>();
        Set<Planned> left = new LinkedHashSet<>(given);
        while (!left.isEmpty()) {
            var ready = left.stream()
                    .filter(planned -> done.containsAll(before(planned, providers)))
                    .findFirst();
            if (ready.isEmpty()) {
                return new StepOrder(sorted, circle(left, providers));
            }
            sorted.add(ready.get());
            done.add(ready.get());
            left.remove(ready.get());
        }
        return new StepOrder(sorted, Set.of());
    }

    /** The unit and all whose steps need, directly or through others, what its steps provide. */
    public static Set<UnitId> dependents(UnitId unit, List<Planned> steps) {
        Set<UnitId> found = new LinkedHashSet<>(Set.of(unit));
        int before;
        do {
            before = found.size();
            Set<Name> provided = new HashSet<>();
            steps.stream()
                    .filter(planned -> found.contains(planned.unit()))
                    .forEach(planned -> provided.addAll(planned.step().provides()));
            steps.stream()
                    .filter(planned -> planned.step().needs().stream().anyMatch(provided::contains))
                    .forEach(planned -> found.add(planned.unit()));
        } while (found.size() > before);
        return found;
    }

    private static Collection<Planned> before(Planned planned, Map<Name, List<Planned>> providers) {
        Set<Planned> before = new HashSet<>();
        planned.step().needs().forEach(name -> before.addAll(providers.getOrDefault(name, List.of())));
        before.remove(planned);
        return before;
    }

    /** Leaves out what only waits for the circle: steps that nothing left needs. */
    private static Set<UnitId> circle(Set<Planned> left, Map<Name, List<Planned>> providers) {
        Set<Planned> circle = new LinkedHashSet<>(left);
        boolean smaller;
        do {
            Set<Planned> needed = new HashSet<>();
            circle.forEach(planned -> needed.addAll(before(planned, providers)));
            smaller = circle.retainAll(needed);
        } while (smaller);
        Set<UnitId> units = new LinkedHashSet<>();
        circle.forEach(planned -> units.add(planned.unit()));
        return units;
    }
}
