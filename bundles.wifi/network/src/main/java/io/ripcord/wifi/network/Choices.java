package io.ripcord.wifi.network;

import io.ripcord.api.domain.Allocations;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Ipv6;
import io.ripcord.wifi.api.Prefix;
import io.ripcord.wifi.network.document.Cidr;
import io.ripcord.wifi.network.document.Network;
import io.ripcord.wifi.network.document.NetworkSection;
import java.security.SecureRandom;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The subnets that the device chooses itself. IPv4: /24 out of 192.168.0.0/16 from 80 on (most home routers sit lower),
 * then out of 172.20.0.0/14, never one that is written down. IPv6: a /64 each out of one random /48 (RFC 4193), which the
 * device keeps for good.
 */
final class Choices {
    private static final int LENGTH = 24;
    private static final int UNIQUE_LOCAL = 0xfd;
    private static final int MOST_DELEGATED = 256;

    private final Cidr home;
    private final SecureRandom random = new SecureRandom();

    /** @param home the board's own address, which no choice may collide with */
    Choices(Cidr home) {
        this.home = home;
    }

    /** All networks, those with a subnet to choose having got one. */
    List<Network> networks(NetworkSection section, Allocations allocations) {
        return section.networks().stream()
                .map(network -> network.chosen() ? chosen(network, section, allocations) : network)
                .toList();
    }

    private Network chosen(Network network, NetworkSection section, Allocations allocations) {
        var subnet = Prefix.parse(allocations.claim("network", owner(network), candidates(section)));
        var own = new Cidr(((Ipv4) subnet.network()).plus(1), LENGTH);
        return network.at(own);
    }

    private Stream<String> candidates(NetworkSection section) {
        var taken = Stream.concat(
                        Stream.of(home),
                        Stream.concat(
                                section.networks().stream().flatMap(network -> network.ipv4().stream()),
                                section.wan().stream().flatMap(wan -> wan.addresses().stream())))
                .map(Cidr::prefix)
                .toList();
        return Stream.concat(
                        IntStream.range(80, 256).mapToObj(third -> "192.168." + third + ".0"),
                        IntStream.range(0, 4 * 256).mapToObj(i -> "172." + (20 + i / 256) + "." + i % 256 + ".0"))
                .map(Ipv4::parse)
                .filter(network -> taken.stream().noneMatch(prefix -> overlaps(network, prefix)))
                .map(network -> network + "/" + LENGTH);
    }

    private static boolean overlaps(Ipv4 network, Prefix other) {
        return other.contains(network) || new Prefix(network, LENGTH).contains(other.network());
    }

    /** The /64 of each network that wants one. */
    SortedMap<String, Ipv6> ula(NetworkSection section, Allocations allocations) {
        var all = new TreeMap<String, Ipv6>();
        for (var network : section.networks()) {
            if (network.ula()) {
                all.put(network.name(), subnet(network, allocations));
            }
        }
        return all;
    }

    private Ipv6 subnet(Network network, Allocations allocations) {
        var site = Ipv6.parse(allocations.claim("site", "network/networks", Stream.generate(this::site)));
        var number = allocations.claim(
                "subnet-id", owner(network), IntStream.range(1, 65_536).mapToObj(Integer::toString));
        return new Ipv6(site.high() | Long.parseLong(number), 0);
    }

    /**
     * Which /64 of the delegated prefix each network has that wants one, counted from its begin: smallest first, so that a
     * provider's /64 serves one network at least.
     */
    SortedMap<String, Integer> delegated(NetworkSection section, Allocations allocations) {
        var all = new TreeMap<String, Integer>();
        for (var network : section.networks()) {
            if (network.delegated()) {
                var numbers = IntStream.range(0, MOST_DELEGATED).mapToObj(Integer::toString);
                all.put(network.name(), Integer.valueOf(allocations.claim("delegated-id", owner(network), numbers)));
            }
        }
        return all;
    }

    private String site() {
        long high = (long) UNIQUE_LOCAL << 56 | (random.nextLong() & (1L << 40) - 1) << 16;
        return new Ipv6(high, 0).toString();
    }

    private static String owner(Network network) {
        return NetworkController.DOMAIN + "/networks/" + network.name();
    }
}
