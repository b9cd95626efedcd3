package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.junit.LabTest;
import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A real device as a router: a provider with DHCP on one side, computers and two guests on the other. */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RouterLabTest {
    private static final int CLIENTS = 20;
    private static final Duration SOON = Duration.ofSeconds(30);
    /** Not one for documentation: names may not lead to those any more than to private ones. */
    private static final String PAGE = "100.128.0.7";

    private static final String PRINTER = "02:00:00:00:00:01";
    private static final String LEASED = """
            #!/bin/sh
            [ "$1" = bound ] || exit 0
            ip address flush dev "$interface" scope global
            ip address add "$ip/$mask" dev "$interface"
            ip route add default via "$router"
            echo "$dns $domain" > "/run/leased"
            echo "$ntpsrv" > "/run/time-server"
            """;

    private final List<Namespace> clients = new ArrayList<>();
    private final List<Namespace> guests = new ArrayList<>();
    private DeviceScene scene;
    private Governed device;
    private Path script;

    @BeforeAll
    void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        script = Files.writeString(lab.home().root().resolve("leased.sh"), LEASED);
        assertTrue(script.toFile().setExecutable(true));
        IntStream.rangeClosed(1, CLIENTS).forEach(i -> clients.add(plug(lab, "client", i)));
        IntStream.rangeClosed(1, 2).forEach(i -> guests.add(plug(lab, "guest", i)));
        provider();
        device = scene.startDevice();
        assertEquals(
                Optional.of(Outcome.APPLIED),
                device.change("system", "name", Json.of("gate-7")).outcome());
    }

    private Namespace plug(Lab lab, String kind, int number) {
        var computer = lab.namespace(kind + number);
        Link.join(Link.End.of(scene.board.namespace(), kind + number), Link.End.of(computer, "eth0"));
        computer.run(
                        "ip",
                        "link",
                        "set",
                        "eth0",
                        "address",
                        "02:00:00:00:0%d:%02x".formatted(kind.equals("guest") ? 1 : 0, number))
                .orThrow();
        return computer;
    }

    /** Lends addresses, answers for names (one of which leads inside, as an attacker's would), and has a page. */
    private void provider() {
        var cloud = scene.cloud.namespace();
        cloud.start(
                "provider",
                List.of(
                        "dnsmasq",
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--log-facility=-",
                        "--pid-file=",
                        "--dhcp-leasefile=/run/provider.leases",
                        "--interface=wan",
                        "--bind-interfaces",
                        "--no-resolv",
                        "--no-hosts",
                        "--dhcp-range=10.77.0.100,10.77.0.200,1h",
                        "--dhcp-option=option:router," + Cloud.ADDRESS,
                        "--dhcp-option=option:dns-server," + Cloud.ADDRESS,
                        "--host-record=www.example," + PAGE,
                        "--host-record=evil.example,192.168.77.20"),
                Map.of());
        cloud.run("ip", "address", "add", PAGE + "/32", "dev", "lo").orThrow();
        cloud.start(
                "page", List.of("socat", "TCP-LISTEN:80,fork,reuseaddr", "SYSTEM:'echo $SOCAT_PEERADDR'"), Map.of());
        cloud.start(
                "time",
                List.of(
                        "chronyd",
                        "-d",
                        "-x",
                        "-f",
                        "/dev/null",
                        "local stratum 5",
                        "allow all",
                        "pidfile /run/time.pid"),
                Map.of());
        var board = scene.board.namespace();
        board.run("ip", "address", "flush", "dev", "wan0").orThrow();
        ownFiles(board);
    }

    /** Folders in which the board's programs write, so that they write and watch their own. */
    private static void ownFiles(Namespace board) {
        board.run("mkdir", "-p", "/var/lib/dhcpcd", "/run/etc", "/run/etc-work").orThrow();
        board.run("mount", "-t", "tmpfs", "tmpfs", "/var/lib/dhcpcd").orThrow();
        board.run("umount", "/etc/resolv.conf").orThrow();
        board.run(
                        "mount",
                        "-t",
                        "overlay",
                        "-o",
                        "lowerdir=/etc,upperdir=/run/etc,workdir=/run/etc-work",
                        "overlay",
                        "/etc")
                .orThrow();
        board.run("rm", "-f", "/etc/resolv.conf").orThrow();
        board.run("touch", "/etc/resolv.conf").orThrow();
    }

    @Test
    @Order(1)
    void every_computer_gets_an_address_and_the_board_one_of_its_provider() throws Exception {
        var change = change("""
                {"network": {
                   "networks": {
                     "lan": {"zone": "lan", "ports": [%s], "ipv4": "192.168.77.1/24", "ula": true},
                     "guest": {"zone": "guest", "ports": ["guest1", "guest2"], "ipv4": "auto", "isolated": true}},
                   "wan": {"ipv4": {"method": "dhcp"}}},
                 "dhcp": {
                   "lan": {"leases": {"%s": {"address": "192.168.77.20", "name": "printer"}}, "dns": {"names": {"nas": "192.168.77.21"}}},
                   "guest": {}},
                 "system": {"time": {"servers": ["%s"], "lan": true}}}""".formatted(ports(), PRINTER, Cloud.ADDRESS));
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
        clients.parallelStream().forEach(this::lease);
        guests.parallelStream().forEach(this::lease);
        assertEquals("192.168.77.20", address(clients.getFirst()));
        assertEquals(
                CLIENTS,
                clients.stream()
                        .map(RouterLabTest::address)
                        .filter(own -> own.startsWith("192.168.77."))
                        .distinct()
                        .count());
        assertTrue(address(guests.getFirst()).startsWith("192.168.80."), address(guests.getFirst()));
        Await.until(
                SOON,
                "the provider lent the board an address",
                () -> address(scene.board.namespace(), "wan0").startsWith("10.77.0.1"));
        var leases = scene.cloud
                .namespace()
                .run("cat", "/run/provider.leases")
                .orThrow()
                .out();
        assertTrue(leases.contains(" gate-7 "), leases);
        Await.until(
                SOON,
                "a computer has an address out of the board's own IPv6 prefix",
                () -> clients.getFirst()
                        .run("ip", "-6", "address", "show", "dev", "eth0")
                        .out()
                        .contains("inet6 fd"));
    }

    @Test
    @Order(2)
    void computers_reach_the_internet_under_the_boards_address_and_names_inside_and_outside() {
        var wan = address(scene.board.namespace(), "wan0");
        Await.until(
                SOON,
                "names of the Internet are answered",
                () -> resolve(clients.get(1), "www.example").contains(PAGE));
        assertEquals(wan, page(clients.get(1)));
        assertEquals(wan, page(guests.getFirst()));
        assertTrue(resolve(clients.get(1), "printer.lan").contains("192.168.77.20"));
        assertTrue(resolve(clients.get(1), "nas.lan").contains("192.168.77.21"));
        assertFalse(resolve(clients.get(1), "evil.example").contains("192.168.77.20"));
    }

    @Test
    @Order(3)
    void guests_reach_neither_the_pages_nor_the_lan_nor_each_other() {
        assertTrue(pings(clients.get(1), "192.168.77.20"));
        assertFalse(pings(guests.getFirst(), "192.168.77.20"));
        assertFalse(pings(guests.getFirst(), address(guests.get(1))));
        assertTrue(opens(clients.get(1), Board.LAN_ADDRESS));
        assertFalse(opens(guests.getFirst(), Board.LAN_ADDRESS));
        assertFalse(opens(guests.getFirst(), "192.168.80.1"));
        assertFalse(opens(scene.cloud.namespace(), address(scene.board.namespace(), "wan0")));
    }

    @Test
    @Order(4)
    void every_network_hears_who_tells_the_time_and_is_told() {
        for (var computer : List.of(clients.get(1), guests.getFirst())) {
            var server = computer.run("cat", "/run/time-server").orThrow().out().strip();
            assertEquals(router(computer), server);
            Await.until(SOON, server + " tells the time", () -> asks(computer, server));
        }
        assertFalse(asks(scene.cloud.namespace(), address(scene.board.namespace(), "wan0")));
    }

    @Test
    @Order(5)
    void a_dead_device_process_stops_neither_addresses_nor_names_and_the_next_one_takes_them_over() {
        var before = scene.process("dnsmasq");
        scene.killDevice();
        lease(clients.get(2));
        assertTrue(resolve(clients.get(1), "printer.lan").contains("192.168.77.20"));
        scene.device.start();
        scene.awaitDevice();
        Await.until(
                SOON,
                "the device reports who has which address",
                () -> reported("dhcp").contains("192.168.77.20"));
        assertTrue(before.alive());
    }

    @Test
    @Order(6)
    void a_lease_that_changes_leaves_the_other_network_alone() throws Exception {
        var guest = daemon("dnsmasq-guest");
        var lan = daemon("dnsmasq-lan");
        var change =
                change("{\"dhcp\": {\"lan\": {\"leases\": {\"" + PRINTER + "\": {\"address\": \"192.168.77.30\"}}}}}");
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
        assertEquals(guest, daemon("dnsmasq-guest"));
        assertNotEquals(lan, daemon("dnsmasq-lan"));
        lease(clients.getFirst());
        assertEquals("192.168.77.30", address(clients.getFirst()));
    }

    @Test
    @Order(7)
    void what_is_no_longer_wanted_goes_and_the_board_is_as_it_was() throws Exception {
        var change = change(JsonObject.EMPTY
                .with("network", JsonNull.NULL)
                .with("dhcp", JsonNull.NULL)
                .with("system", JsonNull.NULL));
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
        var links = scene.board.namespace().run("ip", "-o", "link").orThrow().out();
        assertFalse(links.contains("br-"), links);
        assertEquals(Board.LAN_ADDRESS, address(scene.board.namespace(), "lan0"));
        assertEquals("", daemon("dnsmasq-lan"));
        assertFalse(reported("network").contains("dhcpcd"), reported("network"));
    }

    private static String ports() {
        return "\"lan0\", "
                + String.join(
                        ", ",
                        IntStream.rangeClosed(1, CLIENTS)
                                .mapToObj(i -> "\"client" + i + "\"")
                                .toList());
    }

    private ChangeRecord change(String patch) throws Exception {
        return change(JsonText.parseObject(patch));
    }

    /** As an administrator does it: sends the edit, looks whether it wants an answer, and gives it over a new connection. */
    private ChangeRecord change(JsonObject patch) throws Exception {
        device.rest()
                .post(
                        "state",
                        JsonObject.EMPTY.with("basedOn", device.generation()).with("patch", patch));
        long generation = device.generation();
        DeviceScene.await(Duration.ofMinutes(2), "the change is settled", () -> {
            var settled = device.rest().ask("settled?layer=local&generation=%d&wait=1".formatted(generation));
            if (settled.isEmpty()) {
                confirm();
            }
            return settled.isPresent();
        });
        return device.settled(generation);
    }

    private void confirm() throws IOException, InterruptedException {
        for (var change : Governed.list(device.rest().get("changes"), "changes")) {
            if (change.string("phase").orElse("").equals("confirm")) {
                try {
                    scene.anotherRest()
                            .post("changes/" + change.string("id").orElseThrow() + "/confirm", JsonObject.EMPTY);
                } catch (java.security.GeneralSecurityException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private void lease(Namespace computer) {
        computer.run(
                        Duration.ofSeconds(60),
                        "busybox",
                        "udhcpc",
                        "-f",
                        "-q",
                        "-n",
                        "-t",
                        "10",
                        "-O",
                        "ntpsrv",
                        "-i",
                        "eth0",
                        "-s",
                        script.toString())
                .orThrow();
    }

    private static String address(Namespace computer) {
        return address(computer, "eth0");
    }

    private static String address(Namespace computer, String iface) {
        return computer.run("ip", "-4", "-o", "address", "show", "dev", iface)
                .out()
                .lines()
                .findFirst()
                .map(line -> line.replaceAll(".* inet ([0-9.]+)/.*", "$1"))
                .orElse("");
    }

    private static String resolve(Namespace computer, String name) {
        return computer.run(Duration.ofSeconds(20), "busybox", "nslookup", name, router(computer))
                .out();
    }

    private static String router(Namespace computer) {
        return address(computer).replaceAll("\\d+$", "1");
    }

    private static boolean asks(Namespace computer, String server) {
        return computer.run(
                                "chronyd",
                                "-Q",
                                "-x",
                                "-t",
                                "5",
                                "-f",
                                "/dev/null",
                                "server " + server + " iburst",
                                "cmdport 0",
                                "pidfile /run/asks.pid")
                        .exit()
                == 0;
    }

    private static String page(Namespace computer) {
        return computer.run(Duration.ofSeconds(20), "socat", "-T5", "-u", "TCP:" + PAGE + ":80,connect-timeout=5", "-")
                .out()
                .strip();
    }

    private static boolean pings(Namespace computer, String address) {
        return computer.run("busybox", "ping", "-c1", "-W2", address).exit() == 0;
    }

    private static boolean opens(Namespace computer, String address) {
        Command.Outcome outcome = computer.run(
                "socat", "-u", "OPEN:/dev/null", "TCP:" + address + ":" + Board.HTTPS_PORT + ",connect-timeout=2");
        return outcome.exit() == 0;
    }

    private String reported(String domain) {
        try {
            return Optional.ofNullable(device.reported().domains().get(domain))
                    .map(Json::text)
                    .orElse("");
        } catch (IOException | InterruptedException e) {
            return "";
        }
    }

    /** The id of the process that bears the device's mark of this name, or nothing. */
    private String daemon(String name) {
        return scene.board
                .namespace()
                .run(
                        "sh",
                        "-c",
                        "for p in /proc/[0-9]*; do tr '\\0' '\\n' < $p/environ 2>/dev/null"
                                + " | grep -qxF \"RIPCORD_DAEMON=$1\" && echo ${p#/proc/} && break; done",
                        "sh",
                        name + "@" + scene.board.state())
                .out()
                .strip();
    }
}
