package io.ripcord.wifi.nftables;

import io.ripcord.wifi.api.Ipv6;
import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.nftables.document.Filter;
import io.ripcord.wifi.nftables.document.Forward;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What passes through the device. */
final class ForwardChains {
    private final Policy policy;

    ForwardChains(Policy policy) {
        this.policy = policy;
    }

    /** The administrator's rules, asked first. */
    List<String> filters() {
        return policy.section().filters().stream()
                .filter(filter -> filter.to() instanceof Filter.To.Through)
                .flatMap(filter -> FilterWords.of(filter, policy.zones()).stream())
                .toList();
    }

    List<String> of(Zone zone) {
        var settings = policy.settings(zone);
        List<String> rules = new ArrayList<>();
        published(zone, rules);
        for (var forward : policy.forwards(zone)) {
            Match.addresses(forward.sources(), List.of()).forEach(pick -> opened(forward, pick, rules));
        }
        policy.lets(zone)
                .forEach(let ->
                        outward("iifname " + Words.name(let.bridge()) + " ip saddr " + let.subnet() + " ", rules));
        if (!settings.isolated()) {
            rules.add("oifname " + Words.names(policy.zones().interfaces(zone)) + " accept");
        }
        new TreeMap<>(settings.forward()).forEach((to, verdict) -> {
            var interfaces = policy.zones().interfaces(to);
            if (!interfaces.isEmpty() && !to.equals(zone)) {
                rules.add("oifname " + Words.names(interfaces) + " " + FilterWords.word(verdict));
            }
        });
        rules.add("counter name \"forward-" + zone + "\" drop");
        return rules;
    }

    /** Tells TCP the size of the narrowest part of the way (RFC 4459, 3.2). */
    List<String> pathSize() {
        return policy.zones().all().stream()
                .filter(zone -> policy.settings(zone).mssClamp())
                .map(zone -> "oifname " + Words.names(policy.zones().interfaces(zone))
                        + " tcp flags syn / syn,rst tcp option maxseg size set rt mtu")
                .toList();
    }

    private void published(Zone zone, List<String> rules) {
        if (zone.equals(Zone.LAN)) {
            for (var port : policy.published()) {
                rules.add("oifname " + Words.name(port.bridge()) + " ct status dnat ip daddr " + port.to() + " "
                        + NatChains.protocol(port) + " dport " + port.port() + " accept");
            }
        }
    }

    private static void opened(Forward forward, String pick, List<String> rules) {
        var target = Match.transport(forward.protocol(), List.of(forward.targets())) + "accept";
        if (forward.to() instanceof Ipv6) {
            if (!pick.startsWith("ip ")) {
                rules.add(pick + "ip6 daddr " + forward.to() + " " + target);
            }
        } else if (!pick.startsWith("ip6 ")) {
            rules.add("ct status dnat " + pick + "ip daddr " + forward.to() + " " + target);
        }
    }

    private void outward(String from, List<String> rules) {
        var wan = policy.zones().interfaces(Zone.WAN);
        if (!wan.isEmpty()) {
            rules.add(from + "oifname " + Words.names(wan) + " accept");
        }
    }
}
