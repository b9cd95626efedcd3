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
import io.ripcord.lab.probe.AllPorts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    private static final int STRANGERS = 10_000;
    private static final int REQUEST = 300;
    /** After all rules of the device: what comes here was let in. */
    private static final String TRAP = """
            table inet trap {
                counter passed { }
                chain input {
                    type filter hook input priority 300; policy accept;
                    iifname "wan0" ct state new meta l4proto { tcp, udp } counter name "passed"
                }
            }
            """;

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
    void leases_names_and_options_change_while_every_query_is_answered() throws Exception {
        var server = daemon("dnsmasq-lan");
        var script = "n=0; while [ ! -e /run/enough ]; do busybox nslookup printer.lan 192.168.77.1 >/run/answer 2>&1"
                + " || { date; cat /run/answer; } >> /run/failed; n=$((n+1)); echo $n > /run/asked; done";
        var asking = clients.get(3);
        asking.start("asking", List.of("sh", "-c", script), Map.of());
        for (int host = 40; host < 50; host++) {
            applied(
                    "{\"dhcp\": {\"lan\": {\"leases\": {\"02:00:00:00:00:99\": {\"address\": \"192.168.77.%d\"}}, \"options\": {\"42\": \"192.168.77.%d\"}, \"dns\": {\"names\": {\"spare\": \"192.168.77.%d\"}}}}}"
                            .formatted(host, host, host));
            var name = "192.168.77." + host;
            Await.until(
                    SOON,
                    "the new name is answered",
                    () -> resolve(clients.get(1), "spare.lan").contains(name));
        }
        asking.run("touch", "/run/enough").orThrow();
        assertTrue(
                Integer.parseInt(asking.run("cat", "/run/asked").orThrow().out().strip()) > 20);
        assertEquals("", asking.run("cat", "/run/failed").out());
        applied("{\"dhcp\": {\"lan\": {\"leases\": {\"" + PRINTER
                + "\": {\"address\": \"192.168.77.30\", \"name\": \"press\"}}}}}");
        lease(clients.getFirst());
        assertEquals("192.168.77.30", address(clients.getFirst()));
        assertTrue(resolve(clients.get(1), "press.lan").contains("192.168.77.30"));
        assertEquals(server, daemon("dnsmasq-lan"));
    }

    @Test
    @Order(7)
    void a_pool_that_changes_leaves_the_other_network_alone() throws Exception {
        var guest = daemon("dnsmasq-guest");
        var lan = daemon("dnsmasq-lan");
        applied("{\"dhcp\": {\"lan\": {\"last\": 240}}}");
        assertEquals(guest, daemon("dnsmasq-guest"));
        assertNotEquals(lan, daemon("dnsmasq-lan"));
        lease(clients.getFirst());
        assertEquals("192.168.77.30", address(clients.getFirst()));
    }

    @Test
    @Order(8)
    void of_all_ports_of_the_wan_side_none_answers_by_tcp_or_udp_by_ipv4_or_ipv6() throws Exception {
        var board = scene.board.namespace();
        board.run("ip", "address", "add", "fd77::2/64", "dev", "wan0", "nodad").orThrow();
        scene.cloud
                .namespace()
                .run("ip", "address", "add", "fd77::1/64", "dev", "wan", "nodad")
                .orThrow();
        var trap = Files.writeString(script.resolveSibling("trap.nft"), TRAP);
        board.run("nft", "-f", trap.toString()).orThrow();
        long before = counted("ripcord", "input-wan");
        var wan = address(board, "wan0");
        for (var address : List.of(wan, "fd77::2")) {
            assertTrue(pings(scene.cloud.namespace(), address), address);
        }
        scene.cloud
                .namespace()
                .run(
                        Duration.ofMinutes(2),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllPorts.class.getName(),
                        wan,
                        "fd77::2")
                .orThrow();
        assertTrue(counted("ripcord", "input-wan") - before > 4 * 65_000, "knocks were counted");
        assertEquals(0, counted("trap", "passed"));
        board.run("nft", "delete", "table", "inet", "trap").orThrow();
    }

    @Test
    @Order(9)
    void known_computers_are_served_when_thousands_of_strangers_took_all_addresses() throws Exception {
        var attacker = clients.getLast();
        var requests = Files.write(script.resolveSibling("requests"), strangers());
        attacker.run(
                        Duration.ofMinutes(2),
                        "socat",
                        "-u",
                        "-b" + REQUEST,
                        "OPEN:" + requests,
                        "UDP-DATAGRAM:255.255.255.255:67,broadcast,sourceport=68,so-bindtodevice=eth0")
                .orThrow();
        var known = clients.get(4);
        var own = address(known);
        Await.until(
                Duration.ofMinutes(1),
                "strangers have all addresses",
                () -> stranger(attacker).contains("no lease"));
        lease(known);
        assertEquals(own, address(known));
        lease(clients.getFirst());
        assertEquals("192.168.77.30", address(clients.getFirst()));
        assertTrue(resolve(known, "press.lan").contains("192.168.77.30"));
    }

    /** Each asks, unoffered, for one of the pool's addresses (RFC 2131, 4.3.2). */
    private static byte[] strangers() {
        var all = ByteBuffer.allocate(STRANGERS * REQUEST);
        for (int stranger = 0; stranger < STRANGERS; stranger++) {
            var request = all.slice(stranger * REQUEST, REQUEST);
            request.put(new byte[] {1, 1, 6, 0}).putInt(stranger);
            request.position(28).put(new byte[] {2, 6, 6, 6, (byte) (stranger >> 8), (byte) stranger});
            request.position(236).putInt(0x63825363).put(new byte[] {53, 1, 3});
            request.put(new byte[] {54, 4, (byte) 192, (byte) 168, 77, 1});
            request.put(new byte[] {50, 4, (byte) 192, (byte) 168, 77, (byte) (100 + stranger % 141), (byte) 255});
        }
        return all.array();
    }

    /** One more, by the computer of an attacker; its own lease stays. */
    private static String stranger(Namespace attacker) {
        return attacker.run(
                        "busybox",
                        "udhcpc",
                        "-f",
                        "-q",
                        "-n",
                        "-t",
                        "2",
                        "-T",
                        "1",
                        "-i",
                        "eth0",
                        "-x",
                        "0x3d:01020606ffff",
                        "-s",
                        "/bin/true")
                .err();
    }

    private long counted(String table, String counter) {
        var listed = scene.board
                .namespace()
                .run("nft", "list", "counter", "inet", table, counter)
                .orThrow()
                .out();
        return Long.parseLong(listed.replaceAll("(?s).*packets (\\d+) .*", "$1"));
    }

    @Test
    @Order(10)
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

    private void applied(String patch) throws Exception {
        var change = change(patch);
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
    }

    private ChangeRecord change(String patch) throws Exception {
        return change(JsonText.parseObject(patch));
    }

    private ChangeRecord change(JsonObject patch) throws Exception {
        return scene.confirmed(device, device.patch(device.generation(), patch));
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
        var mark = "RIPCORD_DAEMON=" + name + "@" + scene.board.state();
        return ProcessHandle.allProcesses()
                .map(process -> Long.toString(process.pid()))
                .filter(pid -> List.of(environment(pid).split("\0", -1)).contains(mark))
                .findFirst()
                .orElse("");
    }

    private static String environment(String pid) {
        try {
            return Files.readString(Path.of("/proc", pid, "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
