package io.ripcord.wifi.hostapd;

import io.ripcord.api.json.Fields;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.state.LocalSecrets;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.States;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretStore;
import io.ripcord.api.trust.SecretValue;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the first passphrase of a new SSID, and tells it this once: 100 random bits, from which no address can be guessed. */
@Component(service = Resource.class)
public final class KeysResource implements Resource {
    /** Without signs that look like another. */
    private static final String SIGNS = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private final SecretStore store;
    private final LocalSecrets secrets;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public KeysResource(@Reference SecretStore store, @Reference States states) {
        this.store = store;
        this.secrets = new LocalSecrets(store, states);
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of("POST", "wifi/keys", Role.ADMIN, this::make));
    }

    private Answer make(Call call) throws IOException {
        var fields = Fields.of(call.json(), "");
        var name = SecretReference.checkName("name", fields.text("name", 1, 64));
        fields.end();
        if (store.list().stream().anyMatch(entry -> entry.reference().name().equals(name))) {
            throw Failure.refused("There is a secret of that name already; a new value is set by POST secrets.");
        }
        var key = key();
        try (var value = SecretValue.of(key)) {
            var reference = secrets.set(name, value, call.author()).reference();
            return new Answer.Document(201, reference.json().with("key", key));
        } catch (StateException e) {
            throw Failure.of(e);
        }
    }

    private String key() {
        var key = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            key.append(i > 0 && i % GROUP == 0 ? "-" : "").append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return key.toString();
    }
}
