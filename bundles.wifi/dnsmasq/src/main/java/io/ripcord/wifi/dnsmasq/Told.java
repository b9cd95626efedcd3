package io.ripcord.wifi.dnsmasq;

import io.ripcord.api.trust.Digest;
import io.ripcord.wifi.api.ServedNetwork;
import io.ripcord.wifi.dnsmasq.document.Served;
import io.ripcord.wifi.dnsmasq.document.StaticLease;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a dnsmasq reads anew while it serves, each kind from a file of its own in a grammar of its own (dnsmasq(8)): as
 * with {@link Settings}, every value is of a checked type none of which can end a line or begin a second word.
 *
 * @param files by what their names end in, in the order of it
 */
record Told(SortedMap<String, String> files) {
    /** {@code dhcp-hostsfile}: addresses that are always the same computer's. */
    static final String HOSTS = "hosts";
    /** {@code addn-hosts}. */
    static final String NAMES = "names";
    /** {@code dhcp-optsfile}. */
    static final String OPTIONS = "options";
    /** {@code servers-file}: who is asked for names of the Internet. */
    static final String SERVERS = "servers";

    /** RFC 2132, 8.3. */
    private static final int TIME_SERVERS = 42;

    static final Told NOTHING = new Told(new TreeMap<>(Map.of(HOSTS, "", NAMES, "", OPTIONS, "", SERVERS, "")));

    Told {
        files = new TreeMap<>(files);
    }

    /** @param time whether the board tells this network the time */
    static Told of(ServedNetwork network, Served served, boolean time) {
        var names = served.names();
        var files = new TreeMap<String, String>();
        files.put(HOSTS, lines(served.leases(), Told::host));
        files.put(
                NAMES,
                lines(names.hosts().entrySet(), host -> host.getValue() + " " + host.getKey() + "." + names.domain()));
        var options = new TreeMap<>(served.options());
        if (time) {
            options.putIfAbsent(TIME_SERVERS, network.address().toString());
        }
        files.put(OPTIONS, lines(options.entrySet(), option -> option.getKey() + "," + option.getValue()));
        files.put(SERVERS, lines(names.upstream(), server -> "server=" + server));
        return new Told(files);
    }

    Digest digest() {
        return Digest.of(files.toString());
    }

    private static String host(StaticLease lease) {
        return lease.mac() + "," + lease.address()
                + lease.name().map(name -> "," + name).orElse("");
    }

    private static <T> String lines(Collection<T> values, java.util.function.Function<T, String> line) {
        return values.stream().map(value -> line.apply(value) + "\n").collect(Collectors.joining());
    }
}
