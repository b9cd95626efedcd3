package io.ripcord.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.linux.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Brings one domain from what the machine has to what a document says, as the engine does. */
record Plane(Controller controller, Allocations allocations) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static Plane of(Controller controller) {
        return new Plane(controller, new Kept());
    }

    /** Keeps what was chosen, and gives nothing to two. */
    private static final class Kept implements Allocations {
        private final Map<String, String> values = new HashMap<>();

        @Override
        public String claim(String kind, String owner, Stream<String> candidates) {
            return values.computeIfAbsent(
                    kind + " " + owner,
                    key -> candidates
                            .filter(value -> values.entrySet().stream()
                                    .noneMatch(entry -> entry.getKey().startsWith(kind + " ")
                                            && entry.getValue().equals(value)))
                            .findFirst()
                            .orElseThrow());
        }

        @Override
        public Optional<String> held(String kind, String owner) {
            return Optional.ofNullable(values.get(kind + " " + owner));
        }
    }

    /** Applies what the text says; a second look finds nothing left to do then. */
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
        Await.until(PATIENCE, "a second look finds nothing to do", () -> isDone(section));
    }

    /** A daemon may need a moment until it can be seen. */
    private boolean isDone(Section section) {
        try {
            return plan(section).isEmpty();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the machine does not answer", e);
        }
    }

    List<Unit> plan(Section section) throws IOException, InterruptedException {
        assertEquals(List.of(), controller.validate(section));
        return controller.plan(section, controller.observe(), allocations);
    }
}
