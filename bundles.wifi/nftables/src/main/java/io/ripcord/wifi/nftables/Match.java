package io.ripcord.wifi.nftables;

import io.ripcord.wifi.api.Mac;
import io.ripcord.wifi.api.Prefix;
import io.ripcord.wifi.nftables.document.PortRange;
import io.ripcord.wifi.nftables.document.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The words that pick packets; a pick that spans both families becomes a rule for each. */
final class Match {
    private Match() {}

    /** {@code tcp dport { 22, 80 } }; empty for what fits every transport. */
    static String transport(Transport protocol, List<PortRange> ports) {
        var name = protocol.name().toLowerCase(Locale.ROOT);
        return switch (protocol) {
            case ANY -> "";
            case ICMP -> "meta l4proto { icmp, icmpv6 } ";
            case TCP, UDP ->
                ports.isEmpty() ? "meta l4proto " + name + " " : name + " dport " + Words.set(merged(ports)) + " ";
        };
    }

    /** One pick for each family that can fit; one that names no family when no address is named. */
    static List<String> addresses(List<Prefix> sources, List<Prefix> destinations) {
        if (sources.isEmpty() && destinations.isEmpty()) {
            return List.of("");
        }
        List<String> picks = new ArrayList<>();
        for (boolean v6 : new boolean[] {false, true}) {
            var from = of(sources, v6);
            var to = of(destinations, v6);
            if (from.isEmpty() == sources.isEmpty() && to.isEmpty() == destinations.isEmpty()) {
                var family = v6 ? "ip6" : "ip";
                picks.add((from.isEmpty() ? "" : family + " saddr " + Words.set(from) + " ")
                        + (to.isEmpty() ? "" : family + " daddr " + Words.set(to) + " "));
            }
        }
        return picks;
    }

    static String macs(List<Mac> macs) {
        return macs.isEmpty() ? "" : "ether saddr " + Words.set(macs) + " ";
    }

    /** nft takes no two ranges that overlap. */
    private static List<PortRange> merged(List<PortRange> ports) {
        List<PortRange> merged = new ArrayList<>();
        ports.stream().sorted(Comparator.comparingInt(PortRange::first)).forEach(range -> {
            if (!merged.isEmpty() && merged.getLast().overlaps(range)) {
                var last = merged.removeLast();
                merged.add(new PortRange(last.first(), Math.max(last.last(), range.last())));
            } else {
                merged.add(range);
            }
        });
        return merged;
    }

    /** Of one family, without those that lie in another: nft takes no two that overlap. */
    private static List<Prefix> of(List<Prefix> all, boolean v6) {
        var family =
                all.stream().filter(prefix -> prefix.isV6() == v6).distinct().toList();
        return family.stream()
                .filter(prefix -> family.stream()
                        .noneMatch(other -> other.length() < prefix.length() && other.contains(prefix.network())))
                .sorted(Comparator.comparing(Prefix::toString))
                .toList();
    }
}
