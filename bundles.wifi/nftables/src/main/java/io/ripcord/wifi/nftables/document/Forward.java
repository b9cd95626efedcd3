package io.ripcord.wifi.nftables.document;

import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.Address;
import io.ripcord.wifi.api.Ipv6;
import io.ripcord.wifi.api.Prefix;
import io.ripcord.wifi.api.Zone;
import java.util.List;

/**
 * A port of the device, seen from outside, that leads to a computer inside. With an IPv6 target nothing is translated:
 * the computer's own address is opened on that port.
 *
 * @param from the zone from which it is reached
 * @param sources who may use it; empty: everybody
 * @param hairpin whether the inside reaches it by the outside address too
 */
public record Forward(
        String name,
        Zone from,
        Transport protocol,
        PortRange ports,
        Address to,
        int toPort,
        List<Prefix> sources,
        boolean hairpin) {
    private static final int MOST_PORT = 65_535;
    private static final int MOST_SOURCES = 256;

    public Forward {
        sources = List.copyOf(sources);
    }

    static Forward from(String name, Fields fields) {
        var protocol = fields.choice("protocol", Transport.class);
        if (!protocol.hasPorts()) {
            throw fields.bad("protocol", "it has no ports", "write tcp or udp");
        }
        var ports = fields.checked("port", port(fields, "port"), PortRange::parse);
        var to = fields.value("to", 64, Address::parse);
        boolean several = ports.first() != ports.last();
        if ((several || to instanceof Ipv6) && fields.has("toPort")) {
            throw fields.bad("toPort", "several ports and IPv6 targets keep their ports", "leave it out");
        }
        return new Forward(
                name,
                fields.optionalValue("from", 64, Zone::new).orElse(Zone.WAN),
                protocol,
                ports,
                to,
                (int) fields.whole("toPort", 1, MOST_PORT, ports.first()),
                fields.values("sources", MOST_SOURCES, 64, Prefix::parse),
                fields.flag("hairpin", true));
    }

    /** A port is written as a number, several as text. */
    private static String port(Fields fields, String name) {
        return fields.raw(name)
                        .filter(value -> value instanceof io.ripcord.api.json.JsonNumber)
                        .isPresent()
                ? Long.toString(fields.whole(name, 1, MOST_PORT))
                : fields.text(name, 1, 11);
    }

    /** The ports that the target is reached on. */
    public PortRange targets() {
        return ports.first() == ports.last() ? new PortRange(toPort, toPort) : ports;
    }
}
