package io.ripcord.wifi.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
    private static final PortForward FORWARD =
            new PortForward(Protocol.TCP, 8081, new InterfaceName("chute1"), Ipv4.parse("10.210.0.18"), 8080);
    private static final Masquerade MASQUERADE =
            new Masquerade(new InterfaceName("chute1"), Subnet.parse("10.210.0.16/28"));

    @Test
    void reads_what_it_writes() {
        assertEquals(FORWARD, Rule.parse(FORWARD.json(), "x"));
        assertEquals(MASQUERADE, Rule.parse(MASQUERADE.json(), "x"));
        var bridge = new InterfaceName("br-lan");
        var subnet = Subnet.parse("192.168.77.0/24");
        var address = Ipv4.parse("192.168.77.1");
        var member = new ZoneMember(
                Zone.LAN, bridge, List.of(Prefix.of(subnet), Prefix.parse("fd00:1::/64")), Optional.of(address), true);
        assertEquals(member, Rule.parse(member.json(), "x"));
        var port = new BridgePort(bridge, new InterfaceName("wl0-1"));
        assertEquals(port, Rule.parse(port.json(), "x"));
        var open = new OpenPort(Zone.WAN, Protocol.UDP, 51_820);
        assertEquals(open, Rule.parse(open.json(), "x"));
        var served = new ServedNetwork(bridge, Zone.LAN, subnet, address, Optional.of(Ipv6.parse("fd00:1::1")), true);
        assertEquals(served, ServedNetwork.parse(served.json(), "x"));
        var owned = new OwnedBridge(bridge, Zone.CHUTE, subnet);
        assertEquals(owned, OwnedBridge.parse(owned.json(), "x"));
        var joined = new JoinedNetwork(bridge, Map.of(20, new InterfaceName("br-guest")), true);
        assertEquals(joined, JoinedNetwork.parse(joined.json(), "x"));
    }

    @Test
    void names_the_member_that_is_wrong() {
        assertEquals("x/to", path(FORWARD.json().with("to", "10.0.0.256")));
        assertEquals("x/bridge", path(FORWARD.json().with("bridge", "a\" accept")));
        assertEquals("x/lan", path(FORWARD.json().with("lan", 0)));
        assertEquals("x/wan", path(FORWARD.json().with("wan", 1)));
        assertEquals("x/subnet", path(MASQUERADE.json().with("subnet", "10.210.0.1/28")));
        assertEquals("x/rule", path(JsonObject.EMPTY.with("rule", "accept-all")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", "1.2.3.-4", " 1.2.3.4", "1.2.3.4\n", "::1"})
    void refuses_what_is_no_address(String text) {
        assertThrows(BadDocument.class, () -> Ipv4.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/7",
                "10.0.0.0/31",
                "10.0.0.1/24",
                "10.0.0.0/24/24",
                "10.0.0.0/024"
            })
    void refuses_what_is_no_subnet(String text) {
        assertThrows(BadDocument.class, () -> Subnet.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "::1, ::1",
        "FD00:0:0:0:0:0:0:1, fd00::1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:2:0:3:0:4:0, 1:0:2:0:3:0:4:0",
        "fe80::, fe80::",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:3:4:5:6"
    })
    void writes_ipv6_addresses_in_their_shortest_form(String text, String shortest) {
        assertEquals(shortest, Ipv6.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "1", "fe80::1%eth0", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8:9", "1::2::3", "[::1]", "g::"})
    void refuses_what_is_no_ipv6_address(String text) {
        assertThrows(BadDocument.class, () -> Ipv6.parse(text));
    }

    @Test
    void prefixes_know_what_is_in_them() {
        assertTrue(Prefix.parse("fd00:1::/64").contains(Ipv6.parse("fd00:1::ffff")));
        assertFalse(Prefix.parse("fd00:1::/64").contains(Ipv6.parse("fd00:1:0:1::")));
        assertTrue(Prefix.parse("0.0.0.0/0").contains(Ipv4.parse("255.1.2.3")));
        assertFalse(Prefix.parse("0.0.0.0/0").contains(Ipv6.parse("::")));
        assertEquals("10.0.0.1", Prefix.parse("10.0.0.1/32").toString());
        for (var text : List.of("10.0.0.1/8", "10.0.0.0/33", "fd00::1/64", "fd00::/129", "10.0.0.0/-1", "/8")) {
            assertThrows(BadDocument.class, () -> Prefix.parse(text), text);
        }
    }

    @Test
    void subnets_know_what_is_in_them() {
        var subnet = Subnet.parse("192.168.77.0/24");
        assertTrue(subnet.contains(Ipv4.parse("192.168.77.255")));
        assertFalse(subnet.contains(Ipv4.parse("192.168.78.0")));
        assertEquals("192.168.77.1", subnet.gateway().toString());
    }

    @Test
    void whatever_text_is_taken_has_no_character_of_a_grammar() {
        var random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            var text = random.ints(random.nextInt(20), 0, 128)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            try {
                assertTrue(new InterfaceName(text).toString().matches("[A-Za-z0-9._-]+"), text);
            } catch (BadDocument _) {
                // refused is right too
            }
        }
    }

    private static String path(JsonObject entry) {
        return assertThrows(BadDocument.class, () -> Rule.parse(entry, "x")).path();
    }
}
