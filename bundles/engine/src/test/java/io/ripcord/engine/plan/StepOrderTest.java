package io.ripcord.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import io.ripcord.engine.plan.StepOrder.Planned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StepOrderTest {

    private record Fake(String what, Set<Name> provides, Set<Name> needs) implements Step {
        @Override
        public void apply() {}

        @Override
        public void undo() {}
    }

    @Test
    void every_step_comes_after_all_that_provide_what_it_needs() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var given = acyclic(random, 1 + random.nextInt(30));
            var order = StepOrder.of(given);
            assertTrue(order.circle().isEmpty(), "seed " + seed);
            assertEquals(new HashSet<>(given), new HashSet<>(order.steps()), "seed " + seed);
            assertInOrder(order.steps(), "seed " + seed);
        }
    }

    @Test
    void steps_without_needs_keep_their_order() {
        var given = new ArrayList<Planned>();
        for (int i = 0; i < 20; i++) {
            given.add(step(i, Set.of(), Set.of(name(99))));
        }
        assertEquals(given, StepOrder.of(given).steps());
    }

    @Test
    void a_circle_names_its_units_and_not_those_that_only_wait_for_it() {
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var given = new ArrayList<>(List.of(
                    step(0, Set.of(name(0)), Set.of(name(1))),
                    step(1, Set.of(name(1)), Set.of(name(2))),
                    step(2, Set.of(name(2)), Set.of(name(0))),
                    step(3, Set.of(), Set.of(name(0))),
                    step(4, Set.of(name(4)), Set.of())));
            Collections.shuffle(given, random);
            var circle = StepOrder.of(given).circle();
            assertEquals(Set.of(unit(0), unit(1), unit(2)), circle, "seed " + seed);
        }
    }

    @Test
    void dependents_are_found_through_others() {
        var given = List.of(
                step(0, Set.of(name(0)), Set.of()),
                step(1, Set.of(name(1)), Set.of(name(0))),
                step(2, Set.of(), Set.of(name(1))),
                step(3, Set.of(), Set.of()));
        assertEquals(Set.of(unit(0), unit(1), unit(2)), StepOrder.dependents(unit(0), given));
        assertFalse(StepOrder.dependents(unit(2), given).contains(unit(1)));
    }

    /** Step i provides name i and needs only names below i; then shuffled. */
    private static List<Planned> acyclic(Random random, int size) {
        List<Planned> steps = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Set<Name> needs = new HashSet<>();
            for (int n = random.nextInt(4); n > 0 && i > 0; n--) {
                needs.add(name(random.nextInt(i)));
            }
            steps.add(step(i, Set.of(name(i)), needs));
        }
        Collections.shuffle(steps, random);
        return steps;
    }

    private static void assertInOrder(List<Planned> steps, String seed) {
        Set<Name> later = new HashSet<>();
        steps.forEach(planned -> later.addAll(planned.step().provides()));
        for (var planned : steps) {
            assertTrue(Collections.disjoint(later, planned.step().needs()), seed);
            later.removeAll(planned.step().provides());
        }
    }

    private static Planned step(int number, Set<Name> provides, Set<Name> needs) {
        return new Planned(unit(number), new Fake("step " + number, provides, needs), number);
    }

    private static UnitId unit(int number) {
        return new UnitId("a", "u" + number);
    }

    private static Name name(int number) {
        return new Name("n", String.valueOf(number));
    }
}
