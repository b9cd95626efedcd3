package io.ripcord.console.rest;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.Receipt;
import io.ripcord.api.state.ReportedState;
import io.ripcord.api.trust.Role;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.Desired;
import io.ripcord.console.api.Fleet;
import io.ripcord.console.api.FleetStore;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A device's fleet layer, edits of it, its generations, and what the device reports. */
@Component(service = Resource.class)
public final class DeviceStateResource implements Resource {
    private static final int HISTORY = 20;

    private final Fleet fleet;
    private final FleetStore store;

    @Activate
    public DeviceStateResource(@Reference Fleet fleet, @Reference FleetStore store) {
        this.fleet = fleet;
        this.store = store;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "devices/{device}/state", Role.VIEWER, this::state),
                Route.of("POST", "devices/{device}/state", Role.OPERATOR, this::edit),
                Route.of("GET", "devices/{device}/reported", Role.VIEWER, this::reported),
                Route.of("GET", "devices/{device}/history", Role.VIEWER, this::history),
                Route.of("POST", "devices/{device}/history/{change}/rollback", Role.OPERATOR, this::rollback));
    }

    private Answer state(Call call) {
        var desired = store.desired(known(call));
        var document = desired.map(Desired::document).orElse(DesiredDocument.EMPTY);
        var reported = store.reported(call.name("device"));
        return Answer.ok(JsonObject.EMPTY
                .with("fleetGeneration", desired.map(Desired::generation).orElse(0L))
                .with("fleet", document.json())
                .with(
                        "localGeneration",
                        reported.map(ReportedState::localGeneration).orElse(0L))
                .with("local", JsonObject.EMPTY)
                .with("effective", document.json())
                .with("shadowed", new JsonArray(List.of())));
    }

    private Answer edit(Call call) throws IOException {
        var fields = Fields.of(call.json(), "");
        long basedOn = fields.whole("basedOn", 0, Long.MAX_VALUE);
        if (!fields.has("patch")) {
            throw fields.bad("patch", "it is missing", "give the domains to change as an object");
        }
        var patch = fields.rawObject("patch");
        fields.end();
        try {
            return accepted(fleet.edit(call.name("device"), basedOn, patch, call.author()));
        } catch (ConsoleException e) {
            throw Failures.of(e);
        }
    }

    private Answer reported(Call call) {
        return store.reported(known(call))
                .map(reported -> Answer.ok(reported.json()))
                .orElseThrow(() -> Failure.missing("The device has reported nothing yet; see whether it is online."));
    }

    private Answer history(Call call) {
        List<Json> entries = store.desiredHistory(known(call), HISTORY).stream()
                .map(desired -> entry(call.name("device"), desired))
                .toList();
        return Answer.ok(JsonObject.EMPTY.with("history", new JsonArray(entries)));
    }

    private Json entry(String device, Desired desired) {
        var settled = store.settled(device, desired.generation())
                .filter(change -> change.fleetGeneration() == desired.generation());
        var json = JsonObject.EMPTY
                .with("change", "g-" + desired.generation())
                .with("fleetGeneration", desired.generation())
                .with("localGeneration", 0)
                .with("settled", desired.issued().toString())
                .with("author", desired.author())
                .with("effective", desired.document().json());
        return settled.flatMap(change -> change.outcome())
                .map(outcome -> json.with("outcome", Fields.wireName(outcome)))
                .orElse(json);
    }

    private Answer rollback(Call call) {
        try {
            return accepted(fleet.rollback(call.name("device"), generation(call.name("change")), call.author()));
        } catch (ConsoleException e) {
            throw Failures.of(e);
        }
    }

    private static long generation(String change) {
        try {
            return Long.parseLong(change.startsWith("g-") ? change.substring(2) : change);
        } catch (NumberFormatException _) {
            throw Failure.malformed("That is no generation; take one from the history, such as g-7.");
        }
    }

    private String known(Call call) {
        var device = call.name("device");
        return store.device(device)
                .orElseThrow(() -> Failures.unknownDevice(device))
                .id();
    }

    private static Answer accepted(Receipt receipt) {
        return new Answer.Document(
                202,
                JsonObject.EMPTY
                        .with("layer", Fields.wireName(receipt.layer()))
                        .with("generation", receipt.generation()));
    }
}
