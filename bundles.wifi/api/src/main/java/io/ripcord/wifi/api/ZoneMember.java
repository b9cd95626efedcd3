package io.ripcord.wifi.api;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * An interface that is of a zone.
 *
 * @param subnets the addresses behind it, as far as they are known; empty for the side towards the Internet
 * @param address the device's own IPv4 address on it, when it is fixed
 * @param isolated whether what is behind it may not talk among itself
 */
public record ZoneMember(Zone zone, InterfaceName iface, List<Prefix> subnets, Optional<Ipv4> address, boolean isolated)
        implements Rule {
    static final String KIND = "zone-member";
    private static final int MOST_SUBNETS = 2048;

    public ZoneMember {
        subnets = List.copyOf(subnets);
    }

    static ZoneMember from(Fields fields) {
        return new ZoneMember(
                fields.value("zone", 64, Zone::new),
                fields.value("interface", 64, InterfaceName::new),
                fields.values("subnets", MOST_SUBNETS, 64, Prefix::parse),
                fields.optionalValue("address", 64, Ipv4::parse),
                fields.flag("isolated", false));
    }

    @Override
    public JsonObject json() {
        var json = JsonObject.EMPTY
                .with("rule", KIND)
                .with("zone", zone.name())
                .with("interface", iface.text())
                .with(
                        "subnets",
                        new JsonArray(subnets.stream()
                                .map(subnet -> Json.of(subnet.toString()))
                                .toList()))
                .with("isolated", isolated);
        return address.isPresent() ? json.with("address", address.get().toString()) : json;
    }
}
