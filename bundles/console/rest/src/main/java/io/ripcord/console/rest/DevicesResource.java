package io.ripcord.console.rest;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.trust.Role;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.Device;
import io.ripcord.console.api.Fleet;
import io.ripcord.console.api.FleetStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The devices of the fleet. */
@Component(service = Resource.class)
public final class DevicesResource implements Resource {
    private final Fleet fleet;
    private final FleetStore store;
    private final Clock clock;

    @Activate
    public DevicesResource(@Reference Fleet fleet, @Reference FleetStore store) {
        this(fleet, store, Clock.systemUTC());
    }

    DevicesResource(Fleet fleet, FleetStore store, Clock clock) {
        this.fleet = fleet;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "devices", Role.VIEWER, _ -> Answer.ok(all())),
                Route.of("GET", "devices/{device}/device", Role.VIEWER, this::one),
                Route.of("DELETE", "devices/{device}", Role.OPERATOR, this::remove));
    }

    private Answer remove(Call call) {
        try {
            fleet.remove(call.name("device"));
            return new Answer.Bare(204);
        } catch (ConsoleException e) {
            throw Failures.of(e);
        }
    }

    private JsonObject all() {
        List<Json> devices = store.devices().stream().<Json>map(this::json).toList();
        return JsonObject.EMPTY.with("devices", new JsonArray(devices));
    }

    private Answer one(Call call) {
        var id = call.name("device");
        return store.device(id).map(device -> Answer.ok(json(device))).orElseThrow(() -> Failures.unknownDevice(id));
    }

    private JsonObject json(Device device) {
        var uptime = device.online() ? Duration.between(device.startedAt(), clock.instant()) : Duration.ZERO;
        var json = JsonObject.EMPTY
                .with("id", device.id())
                .with("tenant", device.tenant())
                .with("model", device.model())
                .with("class", device.deviceClass())
                .with("base", device.base())
                .with("online", device.online())
                .with("uptimeSeconds", Math.max(0, uptime.toSeconds()))
                .with("bootEpoch", device.bootEpoch())
                .with("lastSeen", device.lastSeen().toString())
                .with("generation", device.generation())
                .with("settled", device.settled());
        return device.outcome()
                .map(outcome -> json.with("outcome", Fields.wireName(outcome)))
                .orElse(json);
    }
}
