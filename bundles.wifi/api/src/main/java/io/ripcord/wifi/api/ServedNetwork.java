package io.ripcord.wifi.api;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import java.util.Optional;

/**
 * A network on which the device may serve addresses and names: what the network's owner tells the domain {@code dhcp}.
 *
 * @param subnet its IPv4 subnet
 * @param address the device's own address in it
 * @param ipv6 the device's own address and its /64, when it has a fixed one
 * @param delegated whether it has a /64 of a prefix that the provider delegates, too; which one is never written down
 */
public record ServedNetwork(
        InterfaceName bridge, Zone zone, Subnet subnet, Ipv4 address, Optional<Ipv6> ipv6, boolean delegated) {

    /**
     * @param path where the entry stands, for messages
     * @throws io.ripcord.api.json.BadDocument naming the place that is wrong
     */
    public static ServedNetwork parse(JsonObject json, String path) {
        var fields = Fields.of(json, path);
        var network = new ServedNetwork(
                fields.value("bridge", 64, InterfaceName::new),
                fields.value("zone", 64, Zone::new),
                fields.value("subnet", 64, Subnet::parse),
                fields.value("address", 64, Ipv4::parse),
                fields.optionalValue("ipv6", 64, Ipv6::parse),
                fields.flag("delegated", false));
        fields.end();
        return network;
    }

    public JsonObject json() {
        var json = JsonObject.EMPTY
                .with("bridge", bridge.text())
                .with("zone", zone.name())
                .with("subnet", subnet.toString())
                .with("address", address.toString());
        json = ipv6.isPresent() ? json.with("ipv6", ipv6.get().toString()) : json;
        return delegated ? json.with("delegated", true) : json;
    }
}
