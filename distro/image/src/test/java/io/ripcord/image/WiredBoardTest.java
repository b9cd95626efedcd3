package io.ripcord.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Section;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.lab.linux.Await;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.wifi.dnsmasq.DhcpController;
import io.ripcord.wifi.network.NetworkController;
import io.ripcord.wifi.nftables.FirewallController;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes through cables, on a kernel that has all of it: VLANs, delegated prefixes, tunnels. */
@BoardTest
class WiredBoardTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LAN =
            "\"lan\": {\"zone\": \"lan\", \"ports\": [\"lan0\"], \"ipv4\": \"192.168.77.1/24\"%s}";

    private Guest guest;
    private Neighbour client;
    private Neighbour trunk;
    private Neighbour provider;
    private FakeFacts facts;
    private final FakeSecrets secrets = new FakeSecrets();
    private GuestDaemons daemons;
    private Plane network;
    private Plane firewall;
    private Plane dhcp;

    @BeforeAll
    void scene(Guest booted) {
        guest = booted;
        client = guest.neighbour("client").cable("lan0");
        trunk = guest.neighbour("trunk").cable("lan2");
        provider = guest.neighbour("provider").cable("wan0");
        guest.run("ip", "link", "set", "wan0", "up").orThrow();
        facts = new FakeFacts(guest.shared());
        daemons = new GuestDaemons(guest);
    }

    @BeforeEach
    void device() {
        network = Plane.of(new NetworkController(facts, guest.host(), daemons, secrets));
        firewall = new Plane(new FirewallController(facts, guest.host()), network.allocations());
        dhcp = new Plane(new DhcpController(facts, guest.host(), daemons), network.allocations());
    }

    @AfterEach
    void nothing() throws Exception {
        bring("{}", "{}");
    }

    /** All of the plane, in its order. */
    private void bring(String networks, String served) throws Exception {
        var wanted = JsonText.parseObject(networks);
        var derived = network.controller().expand(wanted, network.allocations());
        firewall.converge(new Section(JsonObject.EMPTY, to("firewall", derived)));
        network.converge(Section.of(wanted));
        dhcp.converge(new Section(JsonText.parseObject(served), to("dhcp", derived)));
    }

    private static List<Derived> to(String domain, List<Derived> derived) {
        return derived.stream().filter(entry -> entry.domain().equals(domain)).toList();
    }

    @Test
    void a_vlan_of_a_port_is_a_port_of_a_network_and_untagged_packets_are_not() throws Exception {
        tagged(trunk, 20, "192.168.90.2/24");
        trunk.address("192.168.91.2/24");
        bring("""
                {"networks": {"staff": {"zone": "lan", "ports": ["lan2.20"], "ipv4": "192.168.90.1/24", "mtu": 1400}}}""", "{}");
        assertTrue(trunk.reaches("192.168.90.1"));
        assertEquals(
                "lan2.20",
                guest.shell("ls /sys/class/net/br-staff/brif").orThrow().out().strip());
        assertEquals(
                "1400",
                guest.shell("cat /sys/class/net/br-staff/mtu").orThrow().out().strip());
        bring("""
                {"networks": {"staff": {"zone": "lan", "ports": ["lan2.20"], "ipv4": "192.168.91.1/24"}}}""", "{}");
        assertFalse(trunk.reaches("192.168.91.1"), "it came in without a tag");
    }

    @Test
    void a_vlan_whose_packets_are_large_makes_its_interface_carry_them_and_gives_it_back() throws Exception {
        trunk.run("ip", "link", "set", "eth0", "mtu", "9000").orThrow();
        tagged(trunk, 30, "192.168.92.2/24");
        bring("""
                {"networks": {"store": {"zone": "lan", "ports": ["lan2.30"], "ipv4": "192.168.92.1/24", "mtu": 9000}}}""", "{}");
        assertTrue(trunk.run("busybox", "ping", "-c", "1", "-W", "5", "-s", "8900", "192.168.92.1")
                .ok());
        network.converge("{}");
        assertEquals(
                "1500",
                guest.shell("cat /sys/class/net/lan2/mtu").orThrow().out().strip());
        assertTrue(guest.shell("ls /sys/class/net").orThrow().out().lines().noneMatch("lan2.30"::equals));
    }

    @Test
    void the_side_towards_the_internet_may_be_a_vlan() throws Exception {
        tagged(provider, 7, "198.51.100.1/24");
        bring("""
                {"wan": {"interface": "wan0.7", "mtu": 1492,
                         "ipv4": {"method": "static", "address": "198.51.100.2/24", "gateway": "198.51.100.1"}}}""", "{}");
        assertTrue(provider.reaches("198.51.100.2"));
        assertEquals(
                "default via 198.51.100.1 dev wan0.7 proto 82",
                guest.shell("ip route show default").orThrow().out().strip());
        assertEquals(
                "1492",
                guest.shell("cat /sys/class/net/wan0.7/mtu").orThrow().out().strip());
    }

    @Test
    void networks_get_parts_of_the_prefix_that_the_provider_delegates_and_tell_their_computers() throws Exception {
        serve();
        guest.run("mkdir", "-p", "/var/lib/dhcpcd").orThrow();
        bring("""
                {"networks": {%s, "guest": {"zone": "guest", "ipv4": "192.168.78.1/24", "delegated": true}},
                 "wan": {"ipv6": {"method": "dhcp", "prefixLength": 56}}}""".formatted(LAN.formatted(", \"delegated\": true")), "{\"lan\": {}}");
        Await.until(
                PATIENCE,
                "the networks have their parts",
                () -> has("br-lan", "2001:db8:80") && has("br-guest", "2001:db8:80"));
        assertFalse(prefix("br-lan").equals(prefix("br-guest")));
        Await.until(
                PATIENCE,
                "a computer made itself an address out of the network's part",
                () -> client.run("ip", "-6", "address", "show", "dev", "eth0")
                        .out()
                        .contains(prefix("br-lan")));
        provider.run("ip", "-6", "route", "add", "2001:db8:8000::/40", "via", linkLocal("wan0"), "dev", "eth0")
                .orThrow();
        Await.until(PATIENCE, "the computer reaches the provider", () -> client.reaches("2001:db8:0:1::1"));

        bring(
                "{\"networks\": {%s}, \"wan\": {\"ipv6\": {\"method\": \"dhcp\"}}}".formatted(LAN.formatted("")),
                "{\"lan\": {}}");
        assertFalse(has("br-lan", "2001:db8:80"), "a part of the prefix stayed");
    }

    @Test
    void computers_behind_the_two_ends_of_a_tunnel_reach_each_other_until_a_key_is_another() throws Exception {
        var office = new Keys(guest.run("wg", "genkey").orThrow().out().strip());
        var mine = new Keys(guest.run("wg", "genkey").orThrow().out().strip());
        provider.run("ip", "address", "add", "203.0.113.1/24", "dev", "eth0").orThrow();
        provider.run("ip", "link", "add", "wg0", "type", "wireguard").orThrow();
        provider.run("ip", "address", "add", "10.8.0.2/24", "dev", "wg0").orThrow();
        provider.run("ip", "address", "add", "10.99.0.1/16", "dev", "lo").orThrow();
        provider.run("ip", "link", "set", "wg0", "up").orThrow();
        answer(office, mine);
        client.address("192.168.77.20/24");
        client.run("ip", "route", "add", "default", "via", "192.168.77.1").orThrow();
        provider.run("ip", "route", "add", "192.168.77.0/24", "dev", "wg0").orThrow();

        bring(tunnel(mine, office), "{}");
        Await.until(
                PATIENCE,
                "the board reaches the other end",
                () -> guest.shell("busybox ping -c1 -W3 10.8.0.2").ok());
        Await.until(PATIENCE, "a computer reaches one behind the other end", () -> client.reaches("10.99.0.1"));

        var next = new Keys(guest.run("wg", "genkey").orThrow().out().strip());
        bring(tunnel(next, office), "{}");
        assertFalse(client.reaches("10.99.0.1"), "the other end does not know the new key yet");
        answer(office, next);
        Await.until(PATIENCE, "the tunnel stands with the new key", () -> client.reaches("10.99.0.1"));

        guest.run("wg", "set", "wg0", "peer", office.open(guest), "remove").orThrow();
        bring(tunnel(next, office), "{}");
        Await.until(PATIENCE, "what was changed by hand is healed", () -> client.reaches("10.99.0.1"));
        assertTrue(
                guest.shell("grep -rl " + mine.secret() + " " + guest.shared())
                        .out()
                        .isEmpty(),
                "a key is on disk");
    }

    @Test
    void a_tunnel_that_fails_midway_leaves_the_one_before_as_it_was() throws Exception {
        var office = new Keys(guest.run("wg", "genkey").orThrow().out().strip());
        var mine = new Keys(guest.run("wg", "genkey").orThrow().out().strip());
        bring(tunnel(mine, office), "{}");
        var before = guest.run("wg", "showconf", "wg0").orThrow().out();
        for (var json : List.of("{}", tunnel(new Keys(office.secret()), mine))) {
            var step = network.plan(Section.of(JsonText.parseObject(json)))
                    .getFirst()
                    .steps()
                    .getFirst();
            step.apply();
            step.undo();
            assertEquals(before, guest.run("wg", "showconf", "wg0").orThrow().out());
        }
    }

    /** A private key and what belongs to it. */
    private record Keys(String secret) {
        String open(Guest guest) {
            return guest.run("sh", "-c", "echo \"$1\" | wg pubkey", "sh", secret)
                    .orThrow()
                    .out()
                    .strip();
        }
    }

    private String tunnel(Keys own, Keys other) {
        return """
                {"networks": {%s},
                 "wan": {"ipv4": {"method": "static", "address": "203.0.113.2/24"}},
                 "wireguard": {"wg0": {"zone": "lan", "port": 51820, "address": "10.8.0.1/24", "key": %s, "peers": [
                   {"publicKey": "%s", "endpoint": "203.0.113.1:51821", "allowed": ["10.8.0.2", "10.99.0.0/16"], "keepalive": 5}]}}}""".formatted(
                        LAN.formatted(""),
                        JsonText.write(secrets.set("tunnel", SecretValue.of(own.secret()))
                                .json()),
                        other.open(guest));
    }

    /** What the other end is told. */
    private void answer(Keys own, Keys other) {
        provider.run(
                        "sh",
                        "-c",
                        "echo \"$1\" > /run/office.key; wg set wg0 listen-port 51821 private-key /run/office.key"
                                + " peer \"$2\" allowed-ips 10.8.0.1/32,192.168.77.0/24",
                        "sh",
                        own.secret(),
                        other.open(guest))
                .orThrow();
    }

    @Test
    void queues_are_fair_where_the_kernel_has_that() {
        guest.load("sch_fq_codel");
        guest.run("tc", "qdisc", "replace", "dev", "lan2", "root", "fq_codel").orThrow();
        assertTrue(
                guest.run("tc", "qdisc", "show", "dev", "lan2").orThrow().out().contains("fq_codel"));
        guest.run("tc", "qdisc", "del", "dev", "lan2", "root").orThrow();
    }

    /** A provider that advertises itself and delegates /56s out of 2001:db8:8000::/40. */
    private void serve() throws Exception {
        provider.run("ip", "address", "add", "2001:db8:0:1::1/64", "dev", "eth0", "nodad")
                .orThrow();
        guest.shell("mkdir -p /run/kea /var/lib/kea").orThrow();
        var settings = guest.shared().resolve("kea.json");
        guest.host().generate(settings, """
                {"Dhcp6": {
                  "interfaces-config": {"interfaces": ["eth0"]},
                  "lease-database": {"type": "memfile", "persist": false},
                  "valid-lifetime": 6000, "preferred-lifetime": 3000,
                  "subnet6": [{"id": 1, "subnet": "2001:db8:0:1::/64", "interface": "eth0",
                    "pools": [{"pool": "2001:db8:0:1::1000-2001:db8:0:1::1fff"}],
                    "pd-pools": [{"prefix": "2001:db8:8000::", "prefix-len": 40, "delegated-len": 56}]}]}}
                """.getBytes(StandardCharsets.UTF_8));
        provider.start("kea", "kea-dhcp6", "-c", settings.toString());
        provider.start(
                "router",
                "dnsmasq",
                "-k",
                "-p0",
                "--enable-ra",
                "--dhcp-range=::,constructor:eth0,ra-only",
                "-i",
                "eth0");
    }

    private static void tagged(Neighbour neighbour, int vlan, String address) {
        var name = "eth0." + vlan;
        neighbour
                .run("ip", "link", "add", "link", "eth0", "name", name, "type", "vlan", "id", "" + vlan)
                .orThrow();
        neighbour.run("ip", "address", "add", address, "dev", name).orThrow();
        neighbour.run("ip", "link", "set", name, "up").orThrow();
    }

    private boolean has(String iface, String begin) {
        return prefix(iface).startsWith(begin);
    }

    /** The first 64 bits of the interface's dynamic address, as text; empty without one. */
    private String prefix(String iface) {
        return guest.run("ip", "-6", "-o", "address", "show", "dev", iface, "scope", "global", "dynamic")
                .out()
                .lines()
                .map(line -> line.replaceAll(".*inet6 (\\S+)::1/64 .*", "$1:"))
                .findFirst()
                .orElse("");
    }

    private String linkLocal(String iface) {
        return guest.shell("ip -6 -o address show dev " + iface + " scope link | sed 's/.*inet6 //; s#/.*##'")
                .orThrow()
                .out()
                .strip();
    }
}
