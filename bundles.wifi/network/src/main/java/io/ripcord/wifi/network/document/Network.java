package io.ripcord.wifi.network.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Zone;
import java.util.List;
import java.util.Optional;

/**
 * A network of the board: a bridge, what is plugged into it, and the board's addresses in it.
 *
 * @param ports what the bridge joins; may be empty, radios join by the domain {@code wifi}
 * @param ipv4 the board's address; empty for none, or for one that the device chooses
 * @param chosen whether the device chooses subnet and address
 * @param ula whether it has an IPv6 subnet out of the device's own unique local prefix (RFC 4193)
 * @param delegated whether it has a part of the IPv6 prefix that the provider delegates
 * @param mtu 1280 to 9000 bytes
 * @param isolated whether its members may not talk to each other
 */
public record Network(
        String name,
        Zone zone,
        List<Port> ports,
        Optional<Cidr> ipv4,
        boolean chosen,
        boolean ula,
        boolean delegated,
        int mtu,
        boolean isolated) {
    /** What the name of each network's bridge begins with, and no other bridge's. */
    public static final String BRIDGE = "br-";

    private static final int MOST_PORTS = 64;
    private static final String CHOSEN = "auto";

    public Network {
        ports = List.copyOf(ports);
    }

    static Network from(String name, Fields fields) {
        var ipv4 = fields.optionalText("ipv4", 1, 32);
        boolean chosen = ipv4.filter(CHOSEN::equals).isPresent();
        return new Network(
                name,
                fields.value("zone", 12, Zone::new),
                fields.values("ports", MOST_PORTS, 15, Port::parse),
                ipv4.filter(text -> !chosen).map(text -> fields.checked("ipv4", text, Network::own)),
                chosen,
                fields.flag("ula", false),
                fields.flag("delegated", false),
                Mtu.from(fields),
                fields.flag("isolated", false));
    }

    /** The same, with an address that the device chose. */
    public Network at(Cidr own) {
        return new Network(name, zone, ports, Optional.of(own), chosen, ula, delegated, mtu, isolated);
    }

    /** The bridge's name. */
    public InterfaceName bridge() {
        return new InterfaceName(BRIDGE + name);
    }

    private static Cidr own(String text) {
        var address = Cidr.parse(text);
        if (address.isV6() || address.length() < 8 || address.length() > 30 || !address.isUsable()) {
            throw new BadDocument(
                    "", "no board can have it in an IPv4 network", "write an address in a /8 to /30: 192.168.77.1/24");
        }
        return address;
    }
}
