package io.ripcord.rest;

import io.ripcord.api.host.Facts;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who the device is. */
@Component(service = Resource.class)
public final class DeviceResource implements Resource {
    private final Facts facts;
    private final DeviceIdentity identity;
    private final Clock clock;

    @Activate
    public DeviceResource(@Reference Facts facts, @Reference DeviceIdentity identity) {
        this(facts, identity, Clock.systemUTC());
    }

    DeviceResource(Facts facts, DeviceIdentity identity, Clock clock) {
        this.facts = facts;
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of("GET", "device", Role.VIEWER, _ -> Answer.ok(device())));
    }

    private JsonObject device() {
        var uptime = Duration.between(facts.bootTime(), clock.instant());
        var device = JsonObject.EMPTY
                .with("id", identity.id())
                .with("model", facts.model())
                .with("class", facts.deviceClass())
                .with("base", facts.baseVersion())
                .with("uptimeSeconds", Math.max(0, uptime.toSeconds()))
                .with("bootEpoch", facts.bootEpoch())
                .with("online", true)
                .with("address", facts.lanAddress());
        return identity.fleet()
                .map(fleet -> device.with("tenant", fleet.tenant()))
                .orElse(device);
    }
}
