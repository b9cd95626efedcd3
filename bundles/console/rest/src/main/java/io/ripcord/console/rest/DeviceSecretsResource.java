package io.ripcord.console.rest;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.state.Receipt;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.Fleet;
import io.ripcord.console.api.FleetStore;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The fleet's secrets of a device: values go in, names and digests come out. */
@Component(service = Resource.class)
public final class DeviceSecretsResource implements Resource {
    private final Fleet fleet;
    private final FleetStore store;

    @Activate
    public DeviceSecretsResource(@Reference Fleet fleet, @Reference FleetStore store) {
        this.fleet = fleet;
        this.store = store;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "devices/{device}/secrets", Role.VIEWER, this::all),
                Route.of("POST", "devices/{device}/secrets", Role.OPERATOR, this::set),
                Route.of("DELETE", "devices/{device}/secrets/{name}", Role.OPERATOR, this::remove));
    }

    private Answer all(Call call) {
        var device = call.name("device");
        if (store.device(device).isEmpty()) {
            throw Failures.unknownDevice(device);
        }
        var secrets = store.secrets(device).stream()
                .<Json>map(secret -> secret.reference().json().with("fleet", true))
                .toList();
        return Answer.ok(JsonObject.EMPTY.with("secrets", new JsonArray(secrets)));
    }

    private Answer set(Call call) throws IOException {
        var fields = Fields.of(call.json(), "");
        var name = fields.text("name", 1, 64);
        try (var value = SecretValue.of(fields.text("value", 1, SecretValue.MAX_BYTES))) {
            fields.end();
            var outcome = fleet.setSecret(call.name("device"), name, value, call.author());
            var json = outcome.reference().json();
            return new Answer.Document(
                    201,
                    outcome.receipt()
                            .map(receipt -> json.with("accepted", accepted(receipt)))
                            .orElse(json));
        } catch (ConsoleException e) {
            throw Failures.of(e);
        }
    }

    private Answer remove(Call call) {
        try {
            return fleet.removeSecret(call.name("device"), call.name("name"), call.author())
                    .<Answer>map(receipt -> new Answer.Document(202, accepted(receipt)))
                    .orElseGet(() -> new Answer.Bare(204));
        } catch (ConsoleException e) {
            throw Failures.of(e);
        }
    }

    private static JsonObject accepted(Receipt receipt) {
        return JsonObject.EMPTY
                .with("layer", Fields.wireName(receipt.layer()))
                .with("generation", receipt.generation());
    }
}
