package io.ripcord.rest;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.state.DocumentPath;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.Receipt;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.States;
import io.ripcord.api.trust.Role;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The desired state in both layers, edits of the local one, and the reported state. */
@Component(service = Resource.class)
public final class StateResource implements Resource {
    private final States states;

    @Activate
    public StateResource(@Reference States states) {
        this.states = states;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "state", Role.VIEWER, _ -> Answer.ok(snapshot())),
                Route.of("POST", "state", Role.OPERATOR, this::edit),
                Route.of("POST", "state/preview", Role.OPERATOR, this::preview),
                Route.of("GET", "schema", Role.VIEWER, _ -> Answer.ok(states.schema())),
                Route.of(
                        "GET",
                        "reported",
                        Role.VIEWER,
                        _ -> Answer.ok(states.reported().json())));
    }

    private JsonObject snapshot() {
        var snapshot = states.snapshot();
        return JsonObject.EMPTY
                .with("fleetGeneration", snapshot.fleetGeneration())
                .with("fleet", snapshot.fleet().json())
                .with("localGeneration", snapshot.localGeneration())
                .with("local", snapshot.local())
                .with("effective", snapshot.effective().json())
                .with(
                        "shadowed",
                        JsonArray.ofTexts(snapshot.shadowed().stream()
                                .map(DocumentPath::toString)
                                .toList()));
    }

    private Answer edit(Call call) throws IOException {
        var edit = read(call);
        try {
            return accepted(states.editLocal(edit));
        } catch (StateException e) {
            throw Failure.of(e);
        }
    }

    private Answer preview(Call call) throws IOException {
        var edit = read(call);
        try {
            return Answer.ok(JsonObject.EMPTY.with("steps", JsonArray.ofTexts(states.preview(edit))));
        } catch (StateException e) {
            throw Failure.of(e);
        }
    }

    private static LocalEdit read(Call call) throws IOException {
        var fields = Fields.of(call.json(), "");
        var edit = new LocalEdit(fields.whole("basedOn", 0, Long.MAX_VALUE), patch(fields), call.author());
        fields.end();
        return edit;
    }

    private static JsonObject patch(Fields fields) {
        if (!fields.has("patch")) {
            throw fields.bad("patch", "it is missing", "give the domains to change as an object");
        }
        return fields.rawObject("patch");
    }

    static Answer accepted(Receipt receipt) {
        return new Answer.Document(
                202,
                JsonObject.EMPTY
                        .with("layer", Fields.wireName(receipt.layer()))
                        .with("generation", receipt.generation())
                        .with("change", receipt.change()));
    }
}
