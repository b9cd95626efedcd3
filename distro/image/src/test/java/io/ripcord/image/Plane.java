package io.ripcord.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings one domain from what the machine has to what a document says, as the engine does. */
record Plane(Controller controller, Allocations allocations) {

    /** Takes the first of what can be chosen, as a device with nothing else to think of. */
    static Plane of(Controller controller) {
        return new Plane(controller, new First());
    }

    private static final class First implements Allocations {
        @Override
        public String claim(String kind, String owner, Stream<String> candidates) {
            return candidates.findFirst().orElseThrow();
        }

        @Override
        public Optional<String> held(String kind, String owner) {
            return Optional.empty();
        }
    }

    /** Applies what the text says; a second look must find nothing left to do. */
    void converge(String json) throws Exception {
        converge(Section.of(JsonText.parseObject(json)));
    }

    void converge(Section section) throws Exception {
        for (var unit : plan(section)) {
            unit.prepare(null);
            for (var step : unit.steps()) {
                step.apply();
            }
            unit.commit();
        }
        assertEquals(
                List.of(),
                plan(section).stream().flatMap(unit -> unit.steps().stream()).toList(),
                "a second look");
    }

    List<Unit> plan(Section section) throws Exception {
        assertEquals(List.of(), controller.validate(section));
        return controller.plan(section, controller.observe(), allocations);
    }

    /** Prepares what the text says, as the engine does before anything is touched. */
    void prepare(String json) throws Exception, Refusal {
        for (var unit : plan(Section.of(JsonText.parseObject(json)))) {
            unit.prepare(null);
        }
    }
}
