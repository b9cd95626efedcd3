package io.ripcord.wifi.api;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;

/**
 * A bridge that another domain asks the domain {@code network} for, which owns every bridge.
 *
 * @param subnet behind it; its first address is the device's
 */
public record OwnedBridge(InterfaceName bridge, Zone zone, Subnet subnet) {

    /**
     * @param path where the entry stands, for messages
     * @throws io.ripcord.api.json.BadDocument naming the place that is wrong
     */
    public static OwnedBridge parse(JsonObject json, String path) {
        var fields = Fields.of(json, path);
        var bridge = new OwnedBridge(
                fields.value("bridge", 64, InterfaceName::new),
                fields.value("zone", 64, Zone::new),
                fields.value("subnet", 64, Subnet::parse));
        fields.end();
        return bridge;
    }

    public JsonObject json() {
        return JsonObject.EMPTY
                .with("bridge", bridge.text())
                .with("zone", zone.name())
                .with("subnet", subnet.toString());
    }
}
