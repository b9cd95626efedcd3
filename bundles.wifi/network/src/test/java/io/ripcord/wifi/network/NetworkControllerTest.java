package io.ripcord.wifi.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.testkit.FakeAllocations;
import io.ripcord.testkit.FakeDaemons;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.OwnedBridge;
import io.ripcord.wifi.api.Subnet;
import io.ripcord.wifi.api.Zone;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkControllerTest {
    private static final String KEY = "YAnz5TF+lXXJte14tji3zlMNftqDqVDBHkwAhqTWFmk=";
    private static final String LAN =
            "\"lan\": {\"zone\": \"lan\", \"ports\": [\"lan0\"], \"ipv4\": \"192.168.77.1/24\"}";

    @TempDir
    Path state;

    private final FakeKernel kernel = new FakeKernel();
    private final FakeDaemons daemons = new FakeDaemons();
    private final FakeSecrets secrets = new FakeSecrets();
    private final FakeAllocations chosen = new FakeAllocations();
    private NetworkController network;

    @BeforeEach
    void start() {
        network = new NetworkController(new FakeFacts(state), kernel, daemons, secrets);
    }

    @Test
    void without_a_section_nothing_is_touched() throws Exception {
        assertEquals(List.of(), plan(Section.EMPTY));
    }

    @Test
    void a_bridge_takes_over_the_address_of_its_port_and_the_ports_ethernet_address() throws Exception {
        apply(networks(LAN));
        assertEquals(
                List.of(
                        "link add name br-lan address 02:00:00:00:00:01 group 82 type bridge",
                        "addr del 192.168.77.1/24 dev lan0",
                        "addr add 192.168.77.1/24 broadcast + dev br-lan",
                        "link set dev lan0 master br-lan",
                        "link set dev br-lan mtu 1500"),
                kernel.told.subList(0, 5));
    }

    @Test
    void the_side_towards_the_internet_by_dhcp_is_a_daemon_that_is_known_again() throws Exception {
        var wanted = wanted("{\"wan\": {\"ipv4\": {\"method\": \"dhcp\"}}}");
        kernel.links = kernel.links.replace("\"ifname\":\"wan0\"", "\"ifname\":\"wan0\",\"group\":\"82\"");
        apply(wanted);
        assertEquals(List.of("start dhcpcd-wan"), daemons.acts());
        start();
        assertEquals(List.of(), plan(wanted));
        apply(wanted("{\"wan\": {\"ipv4\": {\"method\": \"dhcp\"}, \"ipv6\": {\"method\": \"dhcp\"}}}"));
        assertEquals(List.of("start dhcpcd-wan", "stop dhcpcd-wan", "start dhcpcd-wan"), daemons.acts());
    }

    @Test
    void a_static_side_gets_its_address_and_its_way_out_in_place_of_the_old_one() throws Exception {
        apply(
                wanted(
                        "{\"wan\": {\"ipv4\": {\"method\": \"static\", \"address\": \"10.77.0.9/24\", \"gateway\": \"10.77.0.1\"}}}"));
        assertEquals("route del 0.0.0.0/0 via 10.77.0.1 dev wan0 proto boot", kernel.told.getFirst());
        assertTrue(kernel.told.contains("addr add 10.77.0.9/24 broadcast + dev wan0"), kernel.told.toString());
        assertTrue(kernel.told.contains("route add 0.0.0.0/0 via 10.77.0.1 dev wan0 proto 82"), kernel.told.toString());
    }

    @Test
    void chosen_subnets_collide_with_nothing_that_is_written_down_and_stay() {
        var wanted = networks(LAN
                + ", \"a\": {\"zone\": \"lan\", \"ipv4\": \"192.168.80.1/24\"}, \"b\": {\"zone\": \"guest\", \"ipv4\": \"auto\"}"
                + ", \"c\": {\"zone\": \"guest\", \"ipv4\": \"auto\", \"ula\": true}");
        var members = derived(wanted, "firewall");
        assertEquals("192.168.81.1", members.get("zone:br-b").string("address").orElseThrow());
        assertEquals("192.168.82.1", members.get("zone:br-c").string("address").orElseThrow());
        assertEquals(members, derived(wanted, "firewall"));
        assertTrue(derived(wanted, "dhcp")
                .get("network:c")
                .string("ipv6")
                .orElseThrow()
                .matches("fd.*::1"));
    }

    @Test
    void the_firewall_is_told_of_every_zone_and_of_ports_that_may_not_talk_to_each_other() {
        var wanted = wanted("""
                {"networks": {"visitors": {"zone": "guest", "ports": ["lan1"], "ipv4": "192.168.90.1/24", "isolated": true}},
                 "wan": {"ipv4": {"method": "dhcp"}}}""");
        var members = derived(wanted, "firewall");
        assertEquals(java.util.Set.of("zone:br-visitors", "port:lan1", "zone:wan0"), members.keySet());
        assertEquals(JsonText.parseObject("""
                        {"rule": "zone-member", "zone": "guest", "interface": "br-visitors", "subnets": ["192.168.90.0/24"],
                         "isolated": true, "address": "192.168.90.1"}"""), members.get("zone:br-visitors"));
    }

    @Test
    void radios_are_told_of_every_network_and_of_the_vlans_that_are_clear() {
        var joined = derived(
                networks(LAN
                        + ", \"guest\": {\"zone\": \"guest\", \"ports\": [\"lan1.20\", \"lan1.30\"], \"isolated\":"
                        + " true}, \"staff\": {\"zone\": \"guest\", \"ports\": [\"lan2.30\"]}"),
                "wifi");
        assertEquals(
                JsonText.parseObject(
                        "{\"bridge\": \"br-lan\", \"vlans\": {\"20\": \"br-guest\"}, \"isolated\": false}"),
                joined.get("network:lan"));
        assertEquals(
                JsonText.parseObject(
                        "{\"bridge\": \"br-guest\", \"vlans\": {\"20\": \"br-guest\"}, \"isolated\": true}"),
                joined.get("network:guest"));
    }

    @Test
    void an_interface_of_a_radio_joins_and_leaves_bridges_without_the_networks_doing() throws Exception {
        kernel.links = FakeKernel.LINKS.replace(
                "{\"ifname\":\"lo\"",
                "{\"ifname\":\"br-lan\",\"group\":\"82\",\"flags\":[\"UP\"],\"mtu\":1500,\"link_type\":\"ether\",\"linkinfo\":{\"info_kind\":\"bridge\"},\"addr_info\":[]},"
                        + "{\"ifname\":\"wl0-1\",\"master\":\"br-lan\",\"flags\":[\"UP\"],\"mtu\":1500,\"link_type\":\"ether\",\"addr_info\":[]},"
                        + "{\"ifname\":\"lo\"");
        apply(Section.EMPTY);
        assertEquals(java.util.Set.of("link del dev br-lan"), java.util.Set.copyOf(kernel.told));
    }

    @Test
    void a_bridge_that_another_domain_asks_for_is_made_without_a_section_and_cuts_nobody_off() throws Exception {
        assertFalse(plan(hello()).getFirst().risky());
        apply(hello());
        assertTrue(kernel.told.contains("addr add 10.210.0.17/28 broadcast + dev c-hello"), kernel.told.toString());
    }

    @Test
    void a_bridge_that_the_container_engine_made_anew_is_taken_over_and_one_of_an_administrator_is_not()
            throws Exception {
        kernel.bridge("c-hello", "default", "10.210.0.17");
        plan(hello()).getFirst().prepare(sha -> null);
        apply(hello());
        assertTrue(kernel.told.contains("link set dev c-hello group 82"), kernel.told.toString());
        kernel.bridge("c-hello", "default", "10.9.9.9");
        var unit = plan(hello()).getFirst();
        assertThrows(Refusal.class, () -> unit.prepare(sha -> null));
    }

    @Test
    void what_another_domain_plugs_into_its_bridge_is_left_alone_and_not_reported() throws Exception {
        kernel.bridge("c-hello", "82", "10.210.0.17");
        kernel.port("veth1", "c-hello");
        assertEquals(List.of(), plan(hello()));
        assertFalse(network.observe().text().contains("veth1"));
        kernel.told.clear();
        var unit = plan(Section.EMPTY).getFirst();
        assertFalse(unit.risky(), "nobody governs the device through it");
        apply(Section.EMPTY);
        assertEquals("link del dev c-hello", kernel.told.getFirst());
        assertFalse(kernel.told.toString().contains("veth1"), kernel.told.toString());
    }

    @Test
    void the_way_back_does_without_what_was_unplugged_meanwhile() throws Exception {
        kernel.bridge("c-hello", "82", "10.210.0.17");
        kernel.port("veth1", "c-hello");
        var step = plan(Section.EMPTY).getFirst().steps().getFirst();
        assertThrows(Refusal.class, step::apply, "this kernel never changes");
        kernel.links = FakeKernel.LINKS;
        kernel.told.clear();
        assertThrows(Refusal.class, step::undo);
        assertEquals("link add name c-hello group 82 type bridge", kernel.told.getFirst());
        assertFalse(kernel.told.toString().contains("veth1"), kernel.told.toString());
    }

    @Test
    void a_network_of_which_the_provider_lends_addresses_too_is_told_of_and_nothing_is_planned_for_it()
            throws Exception {
        kernel.bridge("c-hello", "82", "10.210.0.17");
        assertEquals(Optional.empty(), network.observe().object("overlaps"));
        kernel.lend("10.210.0.66/25");
        assertEquals(
                Optional.of("10.210.0.66/25 of wan0"),
                network.observe().object("overlaps").flatMap(all -> all.string("c-hello")));
        assertEquals(List.of(), plan(hello()));
        kernel.lend("10.210.0.18/30");
        assertTrue(network.observe().object("overlaps").isPresent());
        kernel.lend("10.210.1.66/25");
        assertEquals(Optional.empty(), network.observe().object("overlaps"));
    }

    @Test
    void what_touches_a_way_to_govern_the_device_asks_for_a_confirmation() throws Exception {
        assertTrue(plan(networks(LAN)).getFirst().risky());
        assertTrue(plan(wanted("{\"wan\": {\"mtu\": 1400}}")).getFirst().risky());
        assertFalse(plan(networks("\"guest\": {\"zone\": \"guest\", \"ipv4\": \"192.168.90.1/24\"}"))
                .getFirst()
                .risky());
    }

    @Test
    void what_the_kernel_lacks_is_refused_before_anything_is_done() {
        kernel.lacks = "Error: Unknown device type.";
        var refusal =
                assertThrows(Refusal.class, () -> plan(tunnel()).getFirst().prepare(null));
        assertTrue(refusal.getMessage().contains("no WireGuard"), refusal.getMessage());
        assertEquals(List.of(), kernel.told);
    }

    @Test
    void a_tunnel_without_its_key_or_with_a_word_for_a_key_is_refused_before_anything_is_done() throws Exception {
        var section = tunnel();
        plan(section).getFirst().prepare(null);
        secrets.remove("tunnel");
        var missing = assertThrows(Refusal.class, () -> plan(section).getFirst().prepare(null));
        assertTrue(missing.getMessage().contains("not on this device"), missing.getMessage());
        var word = tunnel("PrivateKey = x\nPostUp = reboot");
        var refusal = assertThrows(Refusal.class, () -> plan(word).getFirst().prepare(null));
        assertTrue(refusal.getMessage().contains("is no key"), refusal.getMessage());
        assertEquals(List.of(), kernel.told);
    }

    @Test
    void the_firewall_lets_a_tunnel_be_called_and_knows_its_zone() {
        var members = derived(tunnel(), "firewall");
        assertEquals(java.util.Set.of("zone:wg0", "open:51820/udp"), members.keySet());
        assertEquals(JsonText.parseObject("""
                        {"rule": "zone-member", "zone": "lan", "interface": "wg0", "subnets": ["10.8.0.0/24", "10.8.0.2", "10.99.0.0/16"],
                         "isolated": false, "address": "10.8.0.1"}"""), members.get("zone:wg0"));
    }

    @Test
    void delegated_networks_need_somebody_who_delegates() throws Exception {
        var lan = "{\"networks\": {\"a\": {\"zone\": \"lan\", \"ipv4\": \"192.168.90.1/24\", \"delegated\": true}}%s}";
        assertEquals(
                "networks/a/delegated",
                network.validate(wanted(lan.formatted(""))).getFirst().path());
        var whole = wanted(lan.formatted(", \"wan\": {\"ipv6\": {\"method\": \"dhcp\", \"prefixLength\": 56}}"));
        apply(whole);
        try (var files = java.nio.file.Files.newDirectoryStream(state.resolve("state/run/net/network"), "dhcpcd-*")) {
            var settings = java.nio.file.Files.readString(files.iterator().next());
            assertTrue(settings.contains("interface wan0\nipv6rs\nia_na 1\nia_pd 2/::/56 br-a/0/64\n"), settings);
        }
        assertEquals(
                JsonBoolean.TRUE,
                derived(whole, "dhcp").get("network:a").get("delegated").orElseThrow());
    }

    @Test
    void what_cannot_be_is_refused_with_its_place() {
        Map.of(
                        "{\"networks\": {\"lan\": {\"zone\": \"lan\", \"ports\": [\"lan0\"], \"ipv4\": \"192.168.1.1/24\"}}}",
                        "networks",
                        "{\"networks\": {\"a\": {\"zone\": \"lan\", \"ipv4\": \"10.0.0.1/8\"}, \"b\": {\"zone\": \"lan\", \"ipv4\": \"10.9.0.1/24\"}}}",
                        "networks/b/ipv4",
                        "{\"networks\": {\"a\": {\"zone\": \"lan\", \"ipv4\": \"192.168.90.255/24\"}}}",
                        "networks/a/ipv4",
                        "{\"networks\": {\"a\": {\"zone\": \"lan\", \"ports\": [\"lan1;reboot\"]}}}",
                        "networks/a/ports",
                        "{\"networks\": {\"a\": {\"zone\": \"lan\", \"ports\": [\"lan1.4095\"]}}}",
                        "networks/a/ports",
                        "{\"networks\": {\"a\": {\"zone\": \"lan\", \"ports\": [\"lan1\"]}, \"b\": {\"zone\": \"lan\", \"ports\": [\"lan1\"]}}}",
                        "networks",
                        "{\"networks\": {\"a\\nb\": {\"zone\": \"lan\"}}}",
                        "networks/a\nb",
                        "{\"routes\": [{\"to\": \"10.0.0.0/8\", \"via\": \"192.168.5.1\"}]}",
                        "routes/0/via",
                        "{\"wan\": {\"ipv4\": {\"method\": \"static\", \"address\": \"10.0.0.2/24\", \"gateway\": \"10.0.1.1\"}}}",
                        "wan/ipv4/gateway",
                        "{\"wireguard\": {\"wg0\": {\"zone\": \"lan\", \"address\": \"10.8.0.1/24\", \"key\": \"plain\"}}}",
                        "wireguard/wg0/key")
                .forEach((json, path) -> {
                    var problems = network.validate(wanted(json));
                    assertEquals(1, problems.size(), json);
                    assertEquals(path, problems.getFirst().path(), json);
                });
    }

    private static Section hello() {
        var bridge = new OwnedBridge(new InterfaceName("c-hello"), Zone.CHUTE, Subnet.parse("10.210.0.16/28"));
        return new Section(
                JsonObject.EMPTY,
                List.of(new Derived(new UnitId("chutes", "hello"), "network", "bridge:c-hello", bridge.json())));
    }

    private Section tunnel() {
        return tunnel(KEY);
    }

    private Section tunnel(String key) {
        var reference = secrets.set("tunnel", SecretValue.of(key)).json();
        return wanted("""
                {"wireguard": {"wg0": {"zone": "lan", "port": 51820, "address": "10.8.0.1/24", "key": %s,
                   "peers": [{"publicKey": "%s", "allowed": ["10.8.0.2", "10.99.0.0/16"]}]}}}""".formatted(JsonText.write(reference), KEY));
    }

    private Map<String, JsonObject> derived(Section section, String domain) {
        assertEquals(List.of(), network.validate(section));
        return network.expand(section.wanted(), chosen).stream()
                .filter(entry -> entry.domain().equals(domain))
                .collect(java.util.stream.Collectors.toMap(Derived::key, Derived::entry));
    }

    private void apply(Section section) throws Exception {
        for (var step : plan(section).getFirst().steps()) {
            try {
                step.apply();
            } catch (io.ripcord.api.change.Refusal stubborn) {
                assertTrue(stubborn.getMessage().contains("does not keep"), stubborn.getMessage());
            }
        }
    }

    private List<Unit> plan(Section section) throws Exception {
        assertEquals(List.of(), network.validate(section));
        return network.plan(section, network.observe(), chosen);
    }

    private static Section networks(String members) {
        return wanted("{\"networks\": {" + members + "}}");
    }

    private static Section wanted(String json) {
        return Section.of(JsonText.parseObject(json));
    }
}
