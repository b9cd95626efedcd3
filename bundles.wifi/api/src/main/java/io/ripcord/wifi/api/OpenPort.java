package io.ripcord.wifi.api;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;

/**
 * Lets a zone reach a port of the device itself.
 *
 * @param port 1 to 65535
 */
public record OpenPort(Zone zone, Protocol protocol, int port) implements Rule {
    static final String KIND = "open-port";
    private static final int MAX_PORT = 65_535;

    public OpenPort {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("ports are 1 to 65535, not " + port);
        }
    }

    static OpenPort from(Fields fields) {
        return new OpenPort(fields.value("zone", 64, Zone::new), fields.choice("protocol", Protocol.class), (int)
                fields.whole("port", 1, MAX_PORT));
    }

    @Override
    public JsonObject json() {
        return JsonObject.EMPTY
                .with("rule", KIND)
                .with("zone", zone.name())
                .with("protocol", Fields.wireName(protocol))
                .with("port", port);
    }
}
