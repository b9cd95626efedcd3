package io.ripcord.wifi.nftables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Masquerade;
import io.ripcord.wifi.api.PortForward;
import io.ripcord.wifi.api.Protocol;
import io.ripcord.wifi.api.Rule;
import io.ripcord.wifi.api.Subnet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Board BOARD =
            new Board(new InterfaceName("lan0"), Ipv4.parse("192.168.77.1"), new InterfaceName("wan0"), 8443);
    private static final InterfaceName BRIDGE = new InterfaceName("chute1");
    private static final List<Rule> CHUTE = List.of(
            new Masquerade(BRIDGE, Subnet.parse("10.210.0.16/28")),
            new PortForward(Protocol.TCP, 8081, BRIDGE, Ipv4.parse("10.210.0.18"), 8080));

    @Test
    void the_base_lets_in_what_a_router_needs_and_forwards_lan_to_wan() {
        var table = new Table(BOARD, List.of());
        assertEquals("""
                table inet ripcord
                delete table inet ripcord
                table inet ripcord {
                	chain about {
                		return comment "ripcord %s 15"
                	}
                	chain input {
                		type filter hook input priority filter; policy drop;
                		ct state invalid drop
                		ct state { established, related } accept
                		iifname "lo" accept
                		iifname "lan0" tcp dport { 53, 8443 } accept
                		iifname "lan0" udp dport { 53, 67 } accept
                		iifname "lan0" icmp type { destination-unreachable, echo-request, time-exceeded, parameter-problem } accept
                		iifname "wan0" icmp type { destination-unreachable, echo-request, time-exceeded, parameter-problem } accept
                		iifname { "lan0", "wan0" } icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem, echo-request, nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept
                		iifname "wan0" udp sport 67 udp dport 68 accept
                		iifname "wan0" ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept
                	}
                	chain forward {
                		type filter hook forward priority filter; policy drop;
                		ct state invalid drop
                		ct state { established, related } accept
                		iifname "lan0" oifname "wan0" accept
                	}
                	chain prerouting {
                		type nat hook prerouting priority dstnat; policy accept;
                	}
                	chain postrouting {
                		type nat hook postrouting priority srcnat; policy accept;
                		iifname "lan0" oifname "wan0" meta nfproto ipv4 masquerade
                	}
                }
                """.formatted(table.digest()), table.script());
    }

    @Test
    void a_chute_adds_its_port_from_the_lan_its_way_out_and_its_name_server() {
        var base = new Table(BOARD, List.of()).script().lines().toList();
        var added = new Table(BOARD, CHUTE)
                .script()
                .lines()
                .filter(line -> !base.contains(line) && !line.contains("comment"))
                .toList();
        assertEquals(
                List.of(
                        "\t\tiifname \"chute1\" ip saddr 10.210.0.16/28 ip daddr 10.210.0.17 tcp dport 53 accept",
                        "\t\tiifname \"chute1\" ip saddr 10.210.0.16/28 ip daddr 10.210.0.17 udp dport 53 accept",
                        "\t\tiifname \"lan0\" oifname \"chute1\" ct status dnat ip daddr 10.210.0.18 tcp dport 8080"
                                + " accept",
                        "\t\tiifname \"chute1\" oifname \"wan0\" ip saddr 10.210.0.16/28 accept",
                        "\t\tiifname \"lan0\" ip daddr 192.168.77.1 tcp dport 8081 dnat ip to 10.210.0.18:8080",
                        "\t\toifname \"wan0\" ip saddr 10.210.0.16/28 masquerade"),
                added);
    }

    @Test
    void the_mark_tells_tables_apart() {
        assertNotEquals(new Table(BOARD, List.of()).digest(), new Table(BOARD, CHUTE).digest());
        assertEquals(new Table(BOARD, CHUTE).digest(), new Table(BOARD, CHUTE).digest());
        assertEquals(21, new Table(BOARD, CHUTE).size());
    }
}
