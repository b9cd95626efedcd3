package io.ripcord.wifi.dnsmasq.document;

import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.Address;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How names are answered in a network.
 *
 * @param upstream who is asked for names of the Internet; empty: whom the provider named
 * @param domain of the computers here; asked for nowhere else
 * @param hosts further names in that domain
 * @param rebinding domains whose names may lead to private addresses; those of all others may not
 */
public record Names(
        List<Address> upstream, HostName domain, SortedMap<HostName, Address> hosts, List<HostName> rebinding) {
    private static final int MOST_SERVERS = 8;
    private static final int MOST_HOSTS = 1000;
    private static final int MOST_DOMAINS = 64;

    public Names {
        upstream = List.copyOf(upstream);
        hosts = new TreeMap<>(hosts);
        rebinding = List.copyOf(rebinding);
    }

    static Names from(Fields fields) {
        var hosts = new TreeMap<HostName, Address>();
        fields.textMap("names", MOST_HOSTS, 64)
                .forEach((name, address) -> hosts.put(
                        fields.checked("names/" + name, name, HostName::label),
                        fields.checked("names/" + name, address, Address::parse)));
        var names = new Names(
                fields.values("upstream", MOST_SERVERS, 64, Address::parse),
                fields.optionalValue("domain", 253, HostName::new).orElse(new HostName("lan")),
                hosts,
                fields.values("rebinding", MOST_DOMAINS, 253, HostName::new));
        fields.end();
        return names;
    }
}
