package io.ripcord.wifi.hostapd;

import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.CommandHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who is on the air, with signal, rates and bytes: what changes each second and so stands in no state. */
@Component
public final class Stations implements CommandHandler {
    private final Air air;

    @Activate
    public Stations(@Reference Facts facts, @Reference Host host, @Reference Daemons daemons) {
        this(facts, host, daemons, Radios.KERNEL);
    }

    /** @param kernel the folder in which it names the radios */
    public Stations(Facts facts, Host host, Daemons daemons, Path kernel) {
        this.air = WifiController.air(host, daemons, WifiController.places(facts.state()), kernel);
    }

    @Override
    public String name() {
        return "stations";
    }

    @Override
    public JsonObject handle(JsonObject arguments, Sink sink) throws IOException, InterruptedException {
        Fields.of(arguments, "").end();
        List<Json> all = new ArrayList<>();
        for (var offered : new TreeMap<>(Seen.of(air.look()).offers()).entrySet()) {
            var where = offered.getValue();
            if (where.stations() > 0) {
                air.stations(where.radio(), offered.getKey()).stream()
                        .map(station ->
                                station.json().with("ssid", where.ssid()).with("radio", where.radio()))
                        .forEach(all::add);
            }
        }
        return JsonObject.EMPTY.with("stations", new JsonArray(all));
    }
}
