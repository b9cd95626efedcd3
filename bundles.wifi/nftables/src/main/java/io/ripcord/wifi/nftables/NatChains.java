package io.ripcord.wifi.nftables;

import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.PortForward;
import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.api.ZoneMember;
import io.ripcord.wifi.nftables.document.Forward;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where addresses are translated; IPv4 only. */
final class NatChains {
    private final Policy policy;

    NatChains(Policy policy) {
        this.policy = policy;
    }

    List<String> prerouting() {
        List<String> rules = new ArrayList<>();
        var lan = policy.zones().interfaces(Zone.LAN);
        var addresses = policy.zones().addresses(Zone.LAN);
        if (!addresses.isEmpty()) {
            for (var port : policy.published()) {
                rules.add("iifname " + Words.names(lan) + " ip daddr " + Words.set(addresses) + " " + protocol(port)
                        + " dport " + port.lan() + " dnat ip to " + port.to() + ":" + port.port());
            }
        }
        for (var forward : policy.section().forwards()) {
            if (forward.to() instanceof Ipv4 to) {
                inward(forward, to, rules);
            }
        }
        return rules;
    }

    /** From outside, and by the outside address from the side where the target is. */
    private void inward(Forward forward, Ipv4 to, List<String> rules) {
        var from = policy.zones().interfaces(forward.from());
        var action = Match.transport(forward.protocol(), List.of(forward.ports())) + "dnat ip to " + to
                + (forward.toPort() == forward.ports().first() ? "" : ":" + forward.toPort());
        if (!from.isEmpty()) {
            Match.addresses(forward.sources(), List.of()).stream()
                    .filter(pick -> !pick.startsWith("ip6 "))
                    .forEach(pick ->
                            rules.add("iifname " + Words.names(from) + " " + pick + "fib daddr type local " + action));
        }
        hairpin(forward)
                .ifPresent(member -> rules.add(
                        "iifname " + Words.name(member.iface()) + " fib daddr type local " + notOwn() + action));
    }

    List<String> postrouting() {
        List<String> rules = new ArrayList<>();
        for (var zone : policy.zones().all()) {
            List<InterfaceName> others = policy.zones().interfacesBut(zone);
            if (policy.settings(zone).masquerade() && !others.isEmpty()) {
                rules.add("iifname " + Words.names(others) + " oifname "
                        + Words.names(policy.zones().interfaces(zone)) + " meta nfproto ipv4 masquerade");
            }
        }
        for (var forward : policy.section().forwards()) {
            hairpin(forward).ifPresent(member -> {
                var name = Words.name(member.iface());
                rules.add("iifname " + name + " oifname " + name + " ct status dnat ip daddr " + forward.to() + " "
                        + Match.transport(forward.protocol(), List.of(forward.targets())) + "masquerade");
            });
        }
        return rules;
    }

    private Optional<ZoneMember> hairpin(Forward forward) {
        return forward.hairpin() && forward.to() instanceof Ipv4
                ? policy.zones()
                        .behind(forward.to())
                        .filter(member -> !member.zone().equals(forward.from()))
                : Optional.empty();
    }

    /** The device's own pages and names stay reachable by its inside addresses. */
    private String notOwn() {
        var own = policy.zones().members().stream()
                .filter(member -> !member.zone().equals(Zone.WAN))
                .flatMap(member -> member.address().stream())
                .toList();
        return own.isEmpty() ? "" : "ip daddr != " + Words.set(own) + " ";
    }

    static String protocol(PortForward forward) {
        return Fields.wireName(forward.protocol());
    }
}
