package io.ripcord.console.rest;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.trust.Role;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.Fleet;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a device's chutes write, over MQTT as it comes; at most 16 readers at once, each for an hour. */
@Component(service = Resource.class)
public final class DeviceLogsResource implements Resource {
    private static final int READERS = 16;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Fleet fleet;
    private final Semaphore places = new Semaphore(READERS);

    @Activate
    public DeviceLogsResource(@Reference Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of("GET", "devices/{device}/chutes/{name}/logs", Role.VIEWER, this::logs));
    }

    private Answer logs(Call call) {
        var device = call.name("device");
        var arguments = JsonObject.EMPTY
                .with("chute", call.name("name"))
                .with("lines", call.request().number("lines", 0, 10_000, 100))
                .with("follow", call.request().flag("follow"));
        return new Answer.Text(out -> copy(device, arguments, out));
    }

    private void copy(String device, JsonObject arguments, OutputStream out) throws IOException, InterruptedException {
        if (!places.tryAcquire()) {
            throw Failure.notNow(READERS + " others read logs already; end one, or ask again later.");
        }
        try {
            fleet.command(device, Command.CHUTE_LOGS, arguments, LONGEST, out);
        } catch (ConsoleException e) {
            throw Failures.of(e);
        } finally {
            places.release();
        }
    }
}
