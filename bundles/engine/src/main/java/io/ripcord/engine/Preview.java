package io.ripcord.engine;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.engine.plan.Allocator;
import io.ripcord.engine.plan.Failure;
import io.ripcord.engine.plan.Planner;
import java.util.ArrayList;
import java.util.List;

/** Says in words what a document would come to. */
final class Preview {
    private final Ground ground;

    Preview(Ground ground) {
        this.ground = ground;
    }

    List<String> of(DesiredDocument effective) {
        List<String> lines = new ArrayList<>();
        try {
            var confirmed = ground.journal().confirmed();
            var question = new Planner.Question(
                    effective,
                    confirmed.derived(),
                    ground.safeMode().leftAlone(effective).keySet(),
                    _ -> true);
            var pass = ground.tools()
                    .planner()
                    .plan(question, new Allocator(ground.journal().allocations()));
            pass.broken().forEach((unit, failure) -> lines.add(line(unit + " would be refused", failure)));
            pass.blind().forEach((domain, failure) -> lines.add(line(domain + " would be refused", failure)));
            for (var group : pass.groups().values()) {
                for (var unit : group) {
                    lines.addAll(lines(unit));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            lines.add("the preview was interrupted");
        }
        return lines;
    }

    private List<String> lines(Unit unit) throws InterruptedException {
        try {
            unit.prepare(ground.sources().storeOnly());
            return unit.steps().stream()
                    .map(step -> unit.id() + ": " + step.what())
                    .toList();
        } catch (Refusal e) {
            return List.of(unit.id() + " would be refused: " + e.getMessage() + "; " + e.remedy());
        }
    }

    private static String line(String what, Failure failure) {
        return what + ": " + failure.reason() + "; " + failure.remedy();
    }
}
