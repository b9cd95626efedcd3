package io.ripcord.wifi.network.document;

import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The side towards the Internet.
 *
 * @param port empty for the interface that the board's facts name
 */
public record Wan(Optional<Port> port, int mtu, Uplink ipv4, Uplink ipv6) {

    static Wan from(Fields fields) {
        return new Wan(
                fields.optionalValue("interface", 15, Port::parse),
                Mtu.from(fields),
                Uplink.from(fields, "ipv4", false),
                Uplink.from(fields, "ipv6", true));
    }

    /** The addresses that are written down. */
    public List<Cidr> addresses() {
        return Stream.of(ipv4, ipv6)
                .filter(Uplink.Fixed.class::isInstance)
                .map(uplink -> ((Uplink.Fixed) uplink).address())
                .toList();
    }

    /** The routers that are written down. */
    public List<Address> gateways() {
        return Stream.of(ipv4, ipv6)
                .filter(Uplink.Fixed.class::isInstance)
                .flatMap(uplink -> ((Uplink.Fixed) uplink).gateway().stream())
                .toList();
    }

    /** Whether a DHCP client is needed for either family. */
    public boolean isLeased() {
        return ipv4 instanceof Uplink.Leased || ipv6 instanceof Uplink.Leased;
    }
}
