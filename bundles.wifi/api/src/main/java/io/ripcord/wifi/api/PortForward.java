package io.ripcord.wifi.api;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;

/**
 * Opens a port of the device's LAN address, from the LAN side only, and leads it to a port behind a bridge.
 *
 * @param lan the port on the LAN address, 1 to 65535
 * @param bridge the bridge behind which the address is
 * @param to the address that answers
 * @param port the port that answers, 1 to 65535
 */
public record PortForward(Protocol protocol, int lan, InterfaceName bridge, Ipv4 to, int port) implements Rule {
    static final String KIND = "port-forward";
    private static final int MAX_PORT = 65_535;

    public PortForward {
        if (lan < 1 || lan > MAX_PORT || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("ports are 1 to 65535, not " + lan + " and " + port);
        }
    }

    static PortForward from(Fields fields) {
        return new PortForward(
                fields.choice("protocol", Protocol.class),
                (int) fields.whole("lan", 1, MAX_PORT),
                fields.value("bridge", 64, InterfaceName::new),
                fields.value("to", 64, Ipv4::parse),
                (int) fields.whole("port", 1, MAX_PORT));
    }

    @Override
    public JsonObject json() {
        return JsonObject.EMPTY
                .with("rule", KIND)
                .with("protocol", Fields.wireName(protocol))
                .with("lan", lan)
                .with("bridge", bridge.text())
                .with("to", to.toString())
                .with("port", port);
    }
}
