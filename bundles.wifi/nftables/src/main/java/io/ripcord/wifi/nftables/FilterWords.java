package io.ripcord.wifi.nftables;

import io.ripcord.wifi.nftables.document.Filter;
import io.ripcord.wifi.nftables.document.Verdict;
import java.util.List;
import java.util.Optional;

/** A rule of the administrator in nft's words; none when it is about a zone without interfaces. */
final class FilterWords {
    private FilterWords() {}

    static List<String> of(Filter filter, Zones zones) {
        var from = filter.from().map(zones::interfaces);
        var to = filter.to() instanceof Filter.To.Through(var zone)
                ? zone.map(zones::interfaces)
                : Optional.<List<?>>empty();
        if (from.filter(List::isEmpty).isPresent() || to.filter(List::isEmpty).isPresent()) {
            return List.of();
        }
        var head = from.map(names -> "iifname " + Words.names(names) + " ").orElse("")
                + to.map(names -> "oifname " + Words.names(names) + " ").orElse("")
                + Match.macs(filter.macs());
        var tail = Match.transport(filter.protocol(), filter.ports())
                + filter.perSecond()
                        .map(most -> "limit rate over " + most + "/second ")
                        .orElse("")
                + word(filter.verdict());
        return Match.addresses(filter.sources(), filter.destinations()).stream()
                .map(pick -> head + pick + tail)
                .toList();
    }

    static String word(Verdict verdict) {
        return switch (verdict) {
            case ACCEPT -> "accept";
            case DROP -> "drop";
            case REJECT -> "reject with icmpx admin-prohibited";
        };
    }
}
