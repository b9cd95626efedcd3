package io.ripcord.console.rest;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.trust.Role;
import io.ripcord.console.api.FleetStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a device did, as it told. */
@Component(service = Resource.class)
public final class DeviceChangesResource implements Resource {
    private static final int LISTED = 50;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final FleetStore store;

    @Activate
    public DeviceChangesResource(@Reference FleetStore store) {
        this.store = store;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "devices/{device}/changes", Role.VIEWER, this::all),
                Route.of("GET", "devices/{device}/changes/{id}", Role.VIEWER, this::one),
                Route.of("GET", "devices/{device}/settled", Role.VIEWER, this::settled));
    }

    private Answer all(Call call) {
        List<Json> changes = store.changes(call.name("device"), LISTED).stream()
                .<Json>map(ChangeRecord::json)
                .toList();
        return Answer.ok(JsonObject.EMPTY.with("changes", new JsonArray(changes)));
    }

    private Answer one(Call call) {
        return store.change(call.name("device"), call.name("id"))
                .map(change -> Answer.ok(change.json()))
                .orElseThrow(() -> Failure.missing("There is no such change; GET changes lists the last ones."));
    }

    private Answer settled(Call call) throws InterruptedException {
        var request = call.request();
        long generation = request.number("generation", 1, Long.MAX_VALUE, 1);
        long wait = request.number("wait", 0, 30, 0);
        return await(call.name("device"), generation, Duration.ofSeconds(wait))
                .map(change -> Answer.ok(change.json()))
                .orElse(new Answer.Bare(204));
    }

    private Optional<ChangeRecord> await(String device, long generation, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        var found = store.settled(device, generation);
        while (found.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN);
            found = store.settled(device, generation);
        }
        return found;
    }
}
