package io.ripcord.wifi.dnsmasq.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.ServedNetwork;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The section of this domain: how each of the networks that it names is served. */
public record ServedSection(SortedMap<String, Served> networks) {

    public ServedSection {
        networks = new TreeMap<>(networks);
    }

    /** @throws BadDocument naming the place that is wrong */
    public static ServedSection parse(JsonObject json) {
        var networks = new TreeMap<String, Served>();
        json.members().forEach((name, served) -> networks.put(name, Served.from(Fields.of(served, name))));
        return new ServedSection(networks);
    }

    /**
     * What does not fit to the networks that there are.
     *
     * @throws BadDocument naming the first place that is wrong
     */
    public void check(Map<String, ServedNetwork> there) {
        networks.forEach((name, served) -> fits(
                Fields.of(JsonObject.EMPTY, name),
                served,
                Optional.ofNullable(there.get(name))
                        .orElseThrow(() -> new BadDocument(
                                name,
                                "the board has no network of this name with an IPv4 address",
                                "name one of " + new TreeMap<>(there).keySet()))));
    }

    private static void fits(Fields place, Served served, ServedNetwork network) {
        var subnet = network.subnet();
        var last = subnet.network().plus(served.last());
        if (!subnet.contains(last) || !subnet.contains(last.plus(1))) {
            throw place.bad("last", "the pool goes beyond " + subnet, "choose first and last inside of it");
        }
        var taken = new HashSet<Ipv4>();
        for (var lease : served.leases()) {
            if (!subnet.contains(lease.address()) || lease.address().equals(network.address())) {
                throw place.bad(
                        "leases/" + lease.mac(),
                        "nobody can have " + lease.address() + " here",
                        "choose one of " + subnet);
            }
            if (!taken.add(lease.address())) {
                throw place.bad("leases/" + lease.mac(), lease.address() + " is given twice", "choose another");
            }
        }
    }
}
