package io.ripcord.rest;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.state.HistoryEntry;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.States;
import io.ripcord.api.trust.Role;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The last settled generations, and the way back to one. */
@Component(service = Resource.class)
public final class HistoryResource implements Resource {
    private final States states;

    @Activate
    public HistoryResource(@Reference States states) {
        this.states = states;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "history", Role.VIEWER, _ -> Answer.ok(history())),
                Route.of("POST", "history/{change}/rollback", Role.OPERATOR, this::rollback));
    }

    private JsonObject history() {
        List<Json> entries =
                states.history().stream().map(HistoryResource::entry).toList();
        return JsonObject.EMPTY.with("history", new JsonArray(entries));
    }

    private static Json entry(HistoryEntry entry) {
        return JsonObject.EMPTY
                .with("change", entry.change())
                .with("fleetGeneration", entry.fleetGeneration())
                .with("localGeneration", entry.localGeneration())
                .with("settled", entry.settled().toString())
                .with("author", entry.author())
                .with("outcome", Fields.wireName(entry.outcome()))
                .with("effective", entry.effective().json());
    }

    private Answer rollback(Call call) {
        var change = call.name("change");
        if (states.history().stream().noneMatch(entry -> entry.change().equals(change))) {
            throw Failure.missing("That change is not among the last settled ones; GET history lists them.");
        }
        try {
            return StateResource.accepted(states.rollback(change, call.author()));
        } catch (StateException e) {
            throw Failure.of(e);
        }
    }
}
