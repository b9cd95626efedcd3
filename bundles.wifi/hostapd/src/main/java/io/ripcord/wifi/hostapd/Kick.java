package io.ripcord.wifi.hostapd;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.CommandHandler;
import io.ripcord.wifi.api.Mac;
import java.io.IOException;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sends a station away. It may come back: who may not stands in the section, as deny. */
@Component
public final class Kick implements CommandHandler {
    private final Air air;

    @Activate
    public Kick(@Reference Facts facts, @Reference Host host, @Reference Daemons daemons) {
        this(facts, host, daemons, Radios.KERNEL);
    }

    /** @param kernel the folder in which it names the radios */
    public Kick(Facts facts, Host host, Daemons daemons, Path kernel) {
        this.air = WifiController.air(host, daemons, WifiController.places(facts.state()), kernel);
    }

    @Override
    public String name() {
        return "kick";
    }

    @Override
    public JsonObject handle(JsonObject arguments, Sink sink) throws Refusal, IOException, InterruptedException {
        var fields = Fields.of(arguments, "");
        var mac = fields.value("mac", 17, Mac::new);
        fields.end();
        for (var offered : Seen.of(air.look()).offers().entrySet()) {
            var where = offered.getValue();
            boolean here = where.stations() > 0
                    && air.stations(where.radio(), offered.getKey()).stream()
                            .anyMatch(station -> station.mac().equals(mac));
            if (here) {
                air.hostapd().kick(offered.getKey(), mac.text());
                return JsonObject.EMPTY.with("ssid", where.ssid()).with("radio", where.radio());
            }
        }
        throw new Refusal("No station " + mac + " is on the air", "See who is: command stations");
    }
}
