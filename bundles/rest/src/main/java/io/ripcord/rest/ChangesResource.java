package io.ripcord.rest;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.domain.AdminSession;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Request;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.state.Layer;
import io.ripcord.api.state.States;
import io.ripcord.api.trust.Role;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the engine did and does: changes, the wait for one to settle, the answer that lets one stay. */
@Component(service = Resource.class)
public final class ChangesResource implements Resource {
    private final States states;
    private final AdminSession session;
    private final Settlement settlement;

    @Activate
    public ChangesResource(@Reference States states, @Reference AdminSession session) {
        this.states = states;
        this.session = session;
        this.settlement = new Settlement(states);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "changes", Role.VIEWER, _ -> Answer.ok(all())),
                Route.of("GET", "changes/{id}", Role.VIEWER, this::one),
                Route.of("POST", "changes/{id}/confirm", Role.OPERATOR, this::confirm),
                Route.of("GET", "settled", Role.VIEWER, this::settled));
    }

    private JsonObject all() {
        List<Json> changes =
                states.changes().stream().<Json>map(ChangeRecord::json).toList();
        return JsonObject.EMPTY.with("changes", new JsonArray(changes));
    }

    private Answer one(Call call) {
        return states.change(call.name("id"))
                .map(change -> Answer.ok(change.json()))
                .orElseThrow(() -> Failure.missing("There is no such change; GET changes lists the last ones."));
    }

    private Answer confirm(Call call) {
        if (session.confirm(call.name("id"), call.request().connection())) {
            return new Answer.Bare(204);
        }
        throw new Failure(
                409,
                "not-confirmed",
                "The change does not wait for an answer, or this connection is older than its confirm window; answer"
                        + " over a new connection while the change is in phase confirm.");
    }

    private Answer settled(Call call) throws InterruptedException {
        var request = call.request();
        long generation = request.number("generation", 0, Long.MAX_VALUE, 0);
        long wait = request.number("wait", 0, 30, 0);
        return settlement
                .await(layer(request), generation, Duration.ofSeconds(wait))
                .map(change -> Answer.ok(change.json()))
                .orElse(new Answer.Bare(204));
    }

    private static Layer layer(Request request) {
        return switch (request.query().getOrDefault("layer", "local")) {
            case "local" -> Layer.LOCAL;
            case "fleet" -> Layer.FLEET;
            default -> throw Failure.malformed("The parameter layer is neither local nor fleet.");
        };
    }
}
