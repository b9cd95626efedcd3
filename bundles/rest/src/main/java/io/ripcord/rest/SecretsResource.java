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
import io.ripcord.api.state.LocalSecrets;
import io.ripcord.api.state.Receipt;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.States;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.SecretStore;
import io.ripcord.api.trust.SecretValue;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The device's secrets: values go in, names and digests come out. */
@Component(service = Resource.class)
public final class SecretsResource implements Resource {
    private final SecretStore store;
    private final LocalSecrets secrets;

    @Activate
    public SecretsResource(@Reference SecretStore store, @Reference States states) {
        this.store = store;
        this.secrets = new LocalSecrets(store, states);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "secrets", Role.VIEWER, _ -> Answer.ok(all())),
                Route.of("POST", "secrets", Role.ADMIN, this::set),
                Route.of("DELETE", "secrets/{name}", Role.ADMIN, this::remove));
    }

    private JsonObject all() {
        var list = store.list().stream()
                .<Json>map(entry -> entry.reference().json().with("fleet", entry.fleets()))
                .toList();
        return JsonObject.EMPTY.with("secrets", new JsonArray(list));
    }

    private Answer set(Call call) throws IOException {
        var fields = Fields.of(call.json(), "");
        var name = fields.text("name", 1, 64);
        try (var value = SecretValue.of(fields.text("value", 1, SecretValue.MAX_BYTES))) {
            fields.end();
            var outcome = secrets.set(name, value, call.author());
            var json = outcome.reference().json();
            return new Answer.Document(
                    201,
                    outcome.receipt()
                            .map(receipt -> json.with("accepted", accepted(receipt)))
                            .orElse(json));
        } catch (StateException e) {
            throw Failure.of(e);
        }
    }

    private Answer remove(Call call) {
        try {
            if (secrets.remove(call.name("name"))) {
                return new Answer.Bare(204);
            }
        } catch (StateException e) {
            throw Failure.of(e);
        }
        throw Failure.missing(
                "This device has no secret of its own of that name; GET secrets lists all, the fleet's are removed at its console.");
    }

    private static JsonObject accepted(Receipt receipt) {
        return JsonObject.EMPTY
                .with("layer", Fields.wireName(receipt.layer()))
                .with("generation", receipt.generation())
                .with("change", receipt.change());
    }
}
