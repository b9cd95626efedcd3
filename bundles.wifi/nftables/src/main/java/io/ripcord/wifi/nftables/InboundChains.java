package io.ripcord.wifi.nftables;

import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.Masquerade;
import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.nftables.document.Filter;
import io.ripcord.wifi.nftables.document.Input;
import java.util.ArrayList;
import java.util.List;

/** What of the device itself is reached from where. */
final class InboundChains {
    private static final String ICMP =
            "icmp type { destination-unreachable, echo-request, time-exceeded, parameter-problem } accept";
    private static final String ICMP6 = "icmpv6 type { destination-unreachable, packet-too-big, time-exceeded,"
            + " parameter-problem, echo-request } accept";
    /** Without these no IPv6 works on a link (RFC 4890, 4.4.1). */
    private static final String NEIGHBOURS = "icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit,"
            + " nd-neighbor-advert, mld-listener-query, mld-listener-report, mld2-listener-report } accept";

    private final Policy policy;
    private final int https;

    InboundChains(Policy policy, int https) {
        this.policy = policy;
        this.https = https;
    }

    /** The administrator's rules, asked first. */
    List<String> filters() {
        return policy.section().filters().stream()
                .filter(filter -> filter.to() instanceof Filter.To.Device)
                .flatMap(filter -> FilterWords.of(filter, policy.zones()).stream())
                .toList();
    }

    List<String> of(Zone zone) {
        var settings = policy.settings(zone);
        List<String> rules = new ArrayList<>(List.of(NEIGHBOURS));
        if (zone.equals(Zone.WAN)) {
            rules.add("udp sport 67 udp dport 68 accept");
            rules.add("ip6 saddr fe80::/10 udp dport 546 accept");
        }
        if (zone.equals(Zone.WAN) || settings.input() != Input.DROP) {
            rules.add(ICMP);
            rules.add(ICMP6);
        }
        if (settings.input() == Input.SERVICES) {
            rules.add("tcp dport 53 accept");
            rules.add("udp dport { 53, 67, 123, 547 } accept");
        }
        if (settings.manage()) {
            rules.add("tcp dport " + https + " accept");
        }
        policy.opened(zone)
                .forEach(open -> rules.add(Fields.wireName(open.protocol()) + " dport " + open.port() + " accept"));
        rules.addAll(names(zone));
        switch (settings.input()) {
            case ACCEPT -> rules.add("accept");
            case REJECT -> rules.add("reject with icmpx admin-prohibited");
            case DROP, SERVICES -> rules.add("counter name \"input-" + zone + "\" drop");
        }
        return rules;
    }

    /** A subnet that is let out to the Internet may ask its bridge for names. */
    private List<String> names(Zone zone) {
        List<String> rules = new ArrayList<>();
        for (var let : policy.lets(zone)) {
            for (var protocol : List.of("tcp", "udp")) {
                rules.add(from(let) + "ip daddr " + let.subnet().gateway() + " " + protocol + " dport 53 accept");
            }
        }
        return rules;
    }

    private static String from(Masquerade let) {
        return "iifname " + Words.name(let.bridge()) + " ip saddr " + let.subnet() + " ";
    }
}
