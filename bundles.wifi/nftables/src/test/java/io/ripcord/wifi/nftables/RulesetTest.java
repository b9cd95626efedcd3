package io.ripcord.wifi.nftables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonText;
import io.ripcord.wifi.api.BridgePort;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Masquerade;
import io.ripcord.wifi.api.OpenPort;
import io.ripcord.wifi.api.PortForward;
import io.ripcord.wifi.api.Prefix;
import io.ripcord.wifi.api.Protocol;
import io.ripcord.wifi.api.Rule;
import io.ripcord.wifi.api.Subnet;
import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.api.ZoneMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulesetTest {
    private static final ZoneMember LAN = member(Zone.LAN, "lan0", "192.168.77.0/24", "192.168.77.1", false);
    private static final ZoneMember WAN =
            new ZoneMember(Zone.WAN, new InterfaceName("wan0"), List.of(), Optional.empty(), false);
    private static final ZoneMember GUEST = member(Zone.GUEST, "br-guest", "192.168.80.0/24", "192.168.80.1", true);
    private static final InterfaceName BRIDGE = new InterfaceName("chute1");
    private static final List<Rule> CHUTE = List.of(
            new Masquerade(BRIDGE, Subnet.parse("10.210.0.16/28")),
            new PortForward(Protocol.TCP, 8081, BRIDGE, Ipv4.parse("10.210.0.18"), 8080));

    @Test
    void a_port_that_another_domain_opens_is_open_from_its_zone_only() {
        var text = ruleset("{}", List.of(new OpenPort(Zone.WAN, Protocol.UDP, 51_820)))
                .fresh();
        assertEquals(1, text.split("udp dport 51820 accept", -1).length - 1, text);
        assertTrue(text.substring(text.indexOf("chain input-wan")).contains("udp dport 51820 accept"), text);
    }

    @Test
    void the_boards_own_side_keeps_its_zone_when_a_tunnel_is_of_it_too() {
        var tunnel = new ZoneMember(
                Zone.LAN,
                new InterfaceName("wg0"),
                List.of(Prefix.parse("10.8.0.0/24")),
                Optional.of(Ipv4.parse("10.8.0.1")),
                false);
        var text = ruleset("{}", List.of(tunnel)).fresh();
        assertTrue(
                text.contains("\"lan0\" : jump input-lan, \"wan0\" : jump input-wan, \"wg0\" : jump input-lan"), text);
    }

    @Test
    void the_base_lets_in_what_a_router_needs_and_forwards_lan_to_wan() {
        var ruleset = ruleset("{}", List.of());
        assertEquals("""
                table inet ripcord
                delete table inet ripcord
                table inet ripcord {
                	counter input-lan { }
                	counter forward-lan { }
                	counter input-wan { }
                	counter forward-wan { }
                	chain about {
                		return comment "%s"
                	}
                	chain forward {
                		type filter hook forward priority filter; policy drop;
                		ct state vmap { established : accept, related : accept, invalid : drop }
                		iifname vmap { "lan0" : jump forward-lan, "wan0" : jump forward-wan }
                	}
                	chain forward-lan {
                		oifname "lan0" accept
                		oifname "wan0" accept
                		counter name "forward-lan" drop
                	}
                	chain forward-wan {
                		counter name "forward-wan" drop
                	}
                	chain input {
                		type filter hook input priority filter; policy drop;
                		ct state vmap { established : accept, related : accept, invalid : drop }
                		iifname "lo" accept
                		iifname vmap { "lan0" : jump input-lan, "wan0" : jump input-wan }
                	}
                	chain input-lan {
                		icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-query, mld-listener-report, mld2-listener-report } accept
                		icmp type { destination-unreachable, echo-request, time-exceeded, parameter-problem } accept
                		icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem, echo-request } accept
                		tcp dport 53 accept
                		udp dport { 53, 67, 123, 547 } accept
                		tcp dport 8443 accept
                		counter name "input-lan" drop
                	}
                	chain input-wan {
                		icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, mld-listener-query, mld-listener-report, mld2-listener-report } accept
                		udp sport 67 udp dport 68 accept
                		ip6 saddr fe80::/10 udp dport 546 accept
                		icmp type { destination-unreachable, echo-request, time-exceeded, parameter-problem } accept
                		icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem, echo-request } accept
                		counter name "input-wan" drop
                	}
                	chain path-size {
                		type filter hook forward priority mangle; policy accept;
                		oifname "wan0" tcp flags syn / syn,rst tcp option maxseg size set rt mtu
                	}
                	chain postrouting {
                		type nat hook postrouting priority srcnat; policy accept;
                		iifname "lan0" oifname "wan0" meta nfproto ipv4 masquerade
                	}
                	chain prerouting {
                		type nat hook prerouting priority dstnat; policy accept;
                	}
                	chain source {
                		type filter hook prerouting priority raw; policy accept;
                		iifname { "lan0", "wan0" } ip saddr != 0.0.0.0 fib saddr . iif oif missing drop
                		iifname { "lan0", "wan0" } ip6 saddr != { ::, fe80::/10 } fib saddr . iif oif missing drop
                	}
                }
                table bridge ripcord
                delete table bridge ripcord
                """.formatted(ruleset.mark()), ruleset.fresh());
    }

    @Test
    void a_chute_gets_its_port_from_the_lan_its_way_out_and_its_name_server_and_nothing_else() {
        var text = ruleset("{}", CHUTE).fresh();
        assertEquals(
                List.of(
                        "iifname \"chute1\" ip saddr 10.210.0.16/28 oifname \"wan0\" accept",
                        "counter name \"forward-chute\" drop"),
                chain(text, "forward-chute"));
        assertEquals(
                List.of(
                        "iifname \"chute1\" ip saddr 10.210.0.16/28 ip daddr 10.210.0.17 tcp dport 53 accept",
                        "iifname \"chute1\" ip saddr 10.210.0.16/28 ip daddr 10.210.0.17 udp dport 53 accept",
                        "counter name \"input-chute\" drop"),
                chain(text, "input-chute").stream()
                        .filter(rule -> !rule.startsWith("icmpv6 type { nd-"))
                        .toList());
        assertTrue(chain(text, "forward-lan")
                .contains("oifname \"chute1\" ct status dnat ip daddr 10.210.0.18 tcp dport 8080 accept"));
        assertEquals(
                List.of("iifname \"lan0\" ip daddr 192.168.77.1 tcp dport 8081 dnat ip to 10.210.0.18:8080"),
                chain(text, "prerouting"));
        assertEquals(
                List.of("iifname { \"chute1\", \"lan0\" } oifname \"wan0\" meta nfproto ipv4 masquerade"),
                chain(text, "postrouting"));
    }

    @Test
    void guests_reach_the_internet_and_nobody_else_not_even_each_other() {
        List<Rule> rules =
                List.of(GUEST, port("br-guest", "lan1.20"), port("br-guest", "wl0-1"), port("lan0", "wl0-0"));
        var text = ruleset("{}", rules).fresh();
        assertEquals(
                List.of("oifname \"wan0\" accept", "counter name \"forward-guest\" drop"),
                chain(text, "forward-guest"));
        assertFalse(chain(text, "input-guest").contains("tcp dport 8443 accept"));
        assertEquals(
                List.of("iifname { \"lan1.20\", \"wl0-1\" } oifname { \"lan1.20\", \"wl0-1\" } drop"),
                chain(text, "isolation"));
    }

    @Test
    void a_forward_leads_in_from_outside_and_by_the_outside_address_from_inside() {
        var text = ruleset("""
                {"forwards": {
                  "ssh": {"protocol": "tcp", "port": 2222, "to": "192.168.77.20", "toPort": 22, "sources": ["203.0.113.0/24", "2001:db8::/32"]},
                  "six": {"protocol": "udp", "port": 5000, "to": "fd00::20"}}}""", List.of()).fresh();
        assertEquals(
                List.of(
                        "iifname \"wan0\" ip saddr 203.0.113.0/24 fib daddr type local tcp dport 2222 dnat ip to"
                                + " 192.168.77.20:22",
                        "iifname \"lan0\" fib daddr type local ip daddr != 192.168.77.1 tcp dport 2222 dnat ip to"
                                + " 192.168.77.20:22"),
                chain(text, "prerouting"));
        assertTrue(
                chain(text, "postrouting")
                        .contains(
                                "iifname \"lan0\" oifname \"lan0\" ct status dnat ip daddr 192.168.77.20 tcp dport 22 masquerade"));
        assertEquals(
                List.of(
                        "ip6 daddr fd00::20 udp dport 5000 accept",
                        "ct status dnat ip saddr 203.0.113.0/24 ip daddr 192.168.77.20 tcp dport 22 accept"),
                chain(text, "forward-wan").subList(0, 2));
    }

    @Test
    void the_administrators_rules_come_first_and_in_the_order_of_their_names() {
        var text = ruleset("""
                {"sets": {"blocked": {"addresses": ["198.51.100.0/24", "198.51.100.7", "2001:db8::/32"]}},
                 "rules": {
                  "20-smtp": {"from": "lan", "to": "wan", "protocol": "tcp", "ports": ["25", "465-587", "500-600"], "action": "reject"},
                  "10-bad": {"set": "blocked", "action": "drop"},
                  "30-tv": {"macs": ["02:00:00:00:00:09"], "to": "wan", "action": "drop"},
                  "40-log": {"to": "device", "from": "wan", "protocol": "icmp", "beyondPerSecond": 5, "action": "drop"},
                  "50-none": {"from": "office", "action": "accept"}}}""", List.of()).fresh();
        assertEquals(
                List.of(
                        "ip saddr 198.51.100.0/24 drop",
                        "ip6 saddr 2001:db8::/32 drop",
                        "iifname \"lan0\" oifname \"wan0\" tcp dport { 25, 465-600 } reject with icmpx admin-prohibited",
                        "oifname \"wan0\" ether saddr 02:00:00:00:00:09 drop"),
                chain(text, "forward").subList(1, 5));
        assertTrue(chain(text, "input")
                .contains("iifname \"wan0\" meta l4proto { icmp, icmpv6 } limit rate over 5/second drop"));
    }

    @Test
    void the_mark_tells_rulesets_apart() {
        var base = ruleset("{}", List.of());
        var chute = ruleset("{}", CHUTE);
        assertNotEquals(base.digest(), chute.digest());
        assertEquals(chute.mark(), ruleset("{}", CHUTE).mark());
        assertFalse(chute.couldCutOff(base.mark()));
        assertTrue(
                ruleset("{\"zones\": {\"lan\": {\"input\": \"drop\"}}}", CHUTE).couldCutOff(base.mark()));
    }

    private static Ruleset ruleset(String section, List<Rule> rules) {
        return new Ruleset(JsonText.parseObject(section), rules, List.of(LAN, WAN), 8443);
    }

    /** The rules of a chain, without its head. */
    private static List<String> chain(String script, String name) {
        List<String> rules = new ArrayList<>();
        boolean inside = false;
        for (var line : script.lines().toList()) {
            if (inside && line.startsWith("\t\t") && !line.startsWith("\t\ttype ")) {
                rules.add(line.strip());
            }
            inside = (inside && line.startsWith("\t\t")) || line.equals("\tchain " + name + " {");
        }
        return rules;
    }

    private static BridgePort port(String bridge, String iface) {
        return new BridgePort(new InterfaceName(bridge), new InterfaceName(iface));
    }

    private static ZoneMember member(Zone zone, String iface, String subnet, String address, boolean isolated) {
        return new ZoneMember(
                zone,
                new InterfaceName(iface),
                List.of(Prefix.parse(subnet)),
                Optional.of(Ipv4.parse(address)),
                isolated);
    }
}
