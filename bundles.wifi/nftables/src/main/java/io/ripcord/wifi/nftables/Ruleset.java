package io.ripcord.wifi.nftables;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;
import io.ripcord.wifi.api.BridgePort;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Rule;
import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.api.ZoneMember;
import io.ripcord.wifi.nftables.document.FirewallSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tables {@code inet ripcord} and {@code bridge ripcord} in nft's words. Whatever is not allowed here is dropped, in both
 * families. Only numbers and checked values are ever written into it.
 */
final class Ruleset {
    static final String NAME = "ripcord";
    static final String TABLE = "inet " + NAME;
    static final String BRIDGE_TABLE = "bridge " + NAME;

    /** Holds the one rule whose comment says what the tables were made from. */
    static final String MARK = "about";

    private static final String KNOWN = "ct state vmap { established : accept, related : accept, invalid : drop }";

    private final Policy policy;
    private final Digest ground;
    private final List<String> objects = new ArrayList<>();
    private final Map<String, List<String>> chains = new TreeMap<>();
    private final Map<String, List<String>> bridgeChains = new TreeMap<>();

    /**
     * @param section as it stands in the document
     * @param rules what other domains ask for
     * @param board the board's own sides, for zones of which nobody names a member
     * @param https the port of the device's own pages
     */
    Ruleset(JsonObject section, List<Rule> rules, List<ZoneMember> board, int https) {
        this.policy = new Policy(FirewallSection.parse(section), Zones.of(rules, board), rules);
        this.ground = Digest.of(https + " " + Digest.of(section).hex() + " "
                + policy.zones().members().stream()
                        .filter(member -> !member.zone().equals(Zone.CHUTE))
                        .toList());
        var zones = policy.zones();
        var inbound = new InboundChains(policy, https);
        var through = new ForwardChains(policy);
        chain(
                "input",
                "type filter hook input priority filter; policy drop;",
                joined(List.of(KNOWN, "iifname \"lo\" accept"), inbound.filters(), jumps("input")));
        chain(
                "forward",
                "type filter hook forward priority filter; policy drop;",
                joined(List.of(KNOWN), through.filters(), jumps("forward")));
        for (var zone : zones.all()) {
            counter("input-" + zone);
            counter("forward-" + zone);
            var limits = new ZoneLimits(zone, policy.settings(zone));
            objects.addAll(limits.sets());
            chain("input-" + zone, "", joined(limits.rules(), inbound.of(zone), List.of()));
            chain("forward-" + zone, "", joined(limits.rules(), through.of(zone), List.of()));
        }
        var nat = new NatChains(policy);
        chain("source", "type filter hook prerouting priority raw; policy accept;", sources());
        chain("path-size", "type filter hook forward priority mangle; policy accept;", through.pathSize());
        chain("prerouting", "type nat hook prerouting priority dstnat; policy accept;", nat.prerouting());
        chain("postrouting", "type nat hook postrouting priority srcnat; policy accept;", nat.postrouting());
        isolate(rules);
    }

    /** What these rules mean, for connections that are there already. */
    Policy policy() {
        return policy;
    }

    /** Of all that is written. */
    Digest digest() {
        return Digest.of(String.join("\n", body()) + "\n" + String.join("\n", bridgeBody()));
    }

    /** The comment of the mark: what the tables are, and what of them is not asked for by others. */
    String mark() {
        return "ripcord " + shortened(digest()) + " " + shortened(ground);
    }

    /**
     * Whether rules with this mark differ in more than what tenants ask for: whoever governs the device could be cut off.
     *
     * @param mark of the rules that stand there
     */
    boolean couldCutOff(String mark) {
        return !mark.endsWith(" " + shortened(ground));
    }

    /** A comment has at most 128 characters. */
    private static String shortened(Digest digest) {
        return digest.hex().substring(0, 40);
    }

    /** One transaction that puts it in the place of whatever is there. */
    String fresh() {
        return "table " + TABLE + "\ndelete table " + TABLE + "\n" + tables();
    }

    /** One transaction that puts it in the place of tables of ours, whose counters and learned sets stay. */
    String over(Listing old) {
        var script = new StringBuilder("flush table " + TABLE + "\n");
        old.chains().stream()
                .filter(chain -> !chains.containsKey(chain) && !chain.equals(MARK))
                .forEach(chain -> script.append("delete chain " + TABLE + " " + chain + "\n"));
        old.objects().stream()
                .filter(object -> objects.stream().noneMatch(line -> line.startsWith(object + " ")))
                .forEach(object -> script.append("delete " + object.replace(" ", " " + TABLE + " ") + "\n"));
        return script + tables();
    }

    private String tables() {
        var lines = new ArrayList<String>();
        lines.add("table " + TABLE + " {");
        lines.addAll(objects.stream().map(line -> "\t" + line).toList());
        lines.add("\tchain " + MARK + " {");
        lines.add("\t\treturn comment \"" + mark() + "\"");
        lines.add("\t}");
        lines.addAll(body());
        lines.add("}");
        lines.add("table " + BRIDGE_TABLE);
        lines.add("delete table " + BRIDGE_TABLE);
        if (!bridgeChains.isEmpty()) {
            lines.add("table " + BRIDGE_TABLE + " {");
            lines.addAll(bridgeBody());
            lines.add("}");
        }
        return String.join("\n", lines) + "\n";
    }

    private List<String> body() {
        return written(chains);
    }

    private List<String> bridgeBody() {
        return written(bridgeChains);
    }

    private static List<String> written(Map<String, List<String>> chains) {
        List<String> lines = new ArrayList<>();
        chains.forEach((name, rules) -> {
            lines.add("\tchain " + name + " {");
            rules.forEach(rule -> lines.add("\t\t" + rule));
            lines.add("\t}");
        });
        return lines;
    }

    private List<String> jumps(String direction) {
        var jumps = policy.zones().members().stream()
                .map(member -> Words.name(member.iface()) + " : jump " + direction + "-" + member.zone())
                .toList();
        return List.of("iifname vmap { " + String.join(", ", jumps) + " }");
    }

    /** What comes from an interface behind which its sender is not is dropped (RFC 3704, strict). */
    private List<String> sources() {
        var all = Words.names(
                policy.zones().members().stream().map(ZoneMember::iface).toList());
        return List.of(
                "iifname " + all + " ip saddr != 0.0.0.0 fib saddr . iif oif missing drop",
                "iifname " + all + " ip6 saddr != { ::, fe80::/10 } fib saddr . iif oif missing drop");
    }

    private void isolate(List<Rule> rules) {
        List<String> drops = new ArrayList<>();
        for (var member : policy.zones().members()) {
            if (member.isolated() && policy.settings(member.zone()).isolated()) {
                var ports = ports(rules, member.iface());
                if (ports.size() > 1) {
                    drops.add("iifname " + Words.names(ports) + " oifname " + Words.names(ports) + " drop");
                }
            }
        }
        if (!drops.isEmpty()) {
            drops.addFirst("type filter hook forward priority filter; policy accept;");
            bridgeChains.put("isolation", drops);
        }
    }

    private static List<InterfaceName> ports(List<Rule> rules, InterfaceName bridge) {
        return rules.stream()
                .filter(BridgePort.class::isInstance)
                .map(BridgePort.class::cast)
                .filter(port -> port.bridge().equals(bridge))
                .map(BridgePort::iface)
                .sorted(Comparator.comparing(InterfaceName::text))
                .toList();
    }

    private void counter(String name) {
        objects.add("counter " + name + " { }");
    }

    private void chain(String name, String head, List<String> rules) {
        List<String> lines = new ArrayList<>(rules);
        if (!head.isEmpty()) {
            lines.addFirst(head);
        }
        chains.put(name, lines);
    }

    private static List<String> joined(List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }
}
