package io.ripcord.wifi.nftables.document;

import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.Mac;
import io.ripcord.wifi.api.Prefix;
import io.ripcord.wifi.api.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule of the administrator, asked before what the zones say; the first that fits decides, in the order of their names.
 * Lists that are empty fit everything.
 *
 * @param from the zone that a connection comes from; empty: any
 * @param to where it goes
 * @param perSecond fits only what is beyond so many in a second, all senders together; empty: no matter how many
 */
public record Filter(
        String name,
        Optional<Zone> from,
        To to,
        Transport protocol,
        List<PortRange> ports,
        List<Prefix> sources,
        List<Prefix> destinations,
        List<Mac> macs,
        Optional<Long> perSecond,
        Verdict verdict) {
    private static final String DEVICE = "device";
    private static final int MOST = 256;
    private static final long MOST_PER_SECOND = 1_000_000;

    public Filter {
        ports = List.copyOf(ports);
        sources = List.copyOf(sources);
        destinations = List.copyOf(destinations);
        macs = List.copyOf(macs);
    }

    /** Where a connection goes. */
    public sealed interface To {
        /** The device itself. */
        record Device() implements To {}

        /** Through the device. */
        record Through(Optional<Zone> zone) implements To {}
    }

    static Filter from(String name, Fields fields, Map<String, AddressSet> sets) {
        var protocol = fields.has("protocol") ? fields.choice("protocol", Transport.class) : Transport.ANY;
        var ports = fields.values("ports", MOST, 64, PortRange::parse);
        if (!ports.isEmpty() && !protocol.hasPorts()) {
            throw fields.bad("ports", "only TCP and UDP have ports", "write \"protocol\": \"tcp\" or \"udp\"");
        }
        List<Prefix> sources = new ArrayList<>(fields.values("sources", MOST, 64, Prefix::parse));
        List<Mac> macs = new ArrayList<>(fields.values("macs", MOST, 64, Mac::new));
        fields.optionalText("set", 1, 32).ifPresent(set -> {
            var found = sets.get(set);
            if (found == null) {
                throw fields.bad("set", "there is no set " + set, "add it under sets, or name one of " + sets.keySet());
            }
            sources.addAll(found.prefixes());
            macs.addAll(found.macs());
            if (found.prefixes().isEmpty() && found.macs().isEmpty()) {
                throw fields.bad("set", "the set " + set + " is empty", "put something into it, or remove the rule");
            }
        });
        return new Filter(
                name,
                fields.optionalValue("from", 64, Zone::new),
                to(fields),
                protocol,
                ports,
                sources,
                fields.values("destinations", MOST, 64, Prefix::parse),
                macs,
                fields.optionalWhole("beyondPerSecond", 1, MOST_PER_SECOND),
                fields.choice("action", Verdict.class));
    }

    private static To to(Fields fields) {
        var to = fields.optionalText("to", 1, 12);
        if (to.isPresent() && to.get().equals(DEVICE)) {
            return new To.Device();
        }
        return new To.Through(fields.optionalValue("to", 64, Zone::new));
    }
}
