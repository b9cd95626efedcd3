package io.ripcord.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.linux.Await;
import io.ripcord.testkit.FakeAllocations;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Brings one domain from what the machine has to what a document says, as the engine does. */
record Plane(Controller controller, Allocations allocations) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static Plane of(Controller controller) {
        return new Plane(controller, new FakeAllocations());
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
