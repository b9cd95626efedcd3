package io.ripcord.wifi.api;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;

/** An interface that is a port of a bridge: where the bridge's network is isolated, ports do not talk to each other. */
public record BridgePort(InterfaceName bridge, InterfaceName iface) implements Rule {
    static final String KIND = "bridge-port";

    static BridgePort from(Fields fields) {
        return new BridgePort(
                fields.value("bridge", 64, InterfaceName::new), fields.value("interface", 64, InterfaceName::new));
    }

    @Override
    public JsonObject json() {
        return JsonObject.EMPTY.with("rule", KIND).with("bridge", bridge.text()).with("interface", iface.text());
    }
}
