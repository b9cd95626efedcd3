package io.ripcord.wifi.api;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;

/** Lets a subnet behind a bridge out to the WAN under the device's own address, and ask its bridge for names (DNS). */
public record Masquerade(InterfaceName bridge, Subnet subnet) implements Rule {
    static final String KIND = "masquerade";

    static Masquerade from(Fields fields) {
        return new Masquerade(
                fields.value("bridge", 64, InterfaceName::new), fields.value("subnet", 64, Subnet::parse));
    }

    @Override
    public JsonObject json() {
        return JsonObject.EMPTY.with("rule", KIND).with("bridge", bridge.text()).with("subnet", subnet.toString());
    }
}
