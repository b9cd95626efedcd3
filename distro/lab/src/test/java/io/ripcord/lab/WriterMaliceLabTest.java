package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Section;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.lab.junit.LabTest;
import io.ripcord.lab.linux.Await;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.NoAllocations;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.ServedNetwork;
import io.ripcord.wifi.api.Subnet;
import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.dnsmasq.LabDhcp;
import io.ripcord.wifi.nftables.FirewallController;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written from documents of an attacker, read back by the real nft and dnsmasq, word by word. */
@LabTest
class WriterMaliceLabTest {
    private static final int VALUES = Boolean.getBoolean("ripcord.long") ? 1_000_000 : 10_000;
    private static final int RULES = 500;
    private static final int LEASES = 2000;
    private static final int NAMES = 500;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern RULE = Pattern.compile(
            "iifname \"lan0\" oifname \"wan0\" ether saddr (\\S+) ip6? saddr (\\S+) ip6? daddr (\\S+) tcp dport (\\S+) (\\S+)");

    @TempDir
    Path state;

    private final long seed = Long.getLong("ripcord.seed", System.nanoTime());
    private final Malice malice = new Malice(seed);
    private Namespace board;

    @BeforeEach
    void scene(Lab lab) throws Exception {
        System.out.println("WriterMaliceLabTest: replay with -Dripcord.seed=" + seed);
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
        board = Board.make(lab, Cloud.make(lab), "device", "10.77.0.2").namespace();
    }

    @Test
    void nft_reads_of_a_ruleset_what_was_wanted_and_nothing_else() throws Exception {
        var firewall = new FirewallController(new FakeFacts(state), new BoardHost(board));
        while (malice.made() < VALUES) {
            List<String> wanted = new ArrayList<>();
            var rules = JsonObject.EMPTY;
            for (int i = 0; i < RULES; i++) {
                boolean six = malice.below(2) == 1;
                var mac = value(firewall, malice::mac, this::mac);
                var source = value(firewall, () -> prefix(six), value -> addresses(value, "sources"));
                var target = value(firewall, () -> prefix(six), value -> addresses(value, "destinations"));
                var ports = value(firewall, malice::ports, this::ports);
                var verdict = malice.below(2) == 1 ? "accept" : "drop";
                var rule = both().with("macs", JsonArray.of(Json.of(mac)))
                        .with("sources", JsonArray.of(Json.of(source)))
                        .with("destinations", JsonArray.of(Json.of(target)))
                        .with("ports", JsonArray.of(Json.of(ports)))
                        .with("action", verdict);
                rules = rules.with("r%04d".formatted(i), (Json) rule);
                wanted.add(String.join(
                        " ", mac.toLowerCase(Locale.ROOT), canonical(source), canonical(target), ports, verdict));
            }
            converge(firewall, Section.of(JsonObject.EMPTY.with("rules", rules)));
            assertEquals(wanted, listed(), "seed " + seed);
        }
    }

    @Test
    void dnsmasq_reads_of_its_files_what_was_wanted_and_nothing_else() throws Exception {
        board.run("ip", "link", "add", "br-lan", "type", "bridge").orThrow();
        board.run("ip", "address", "add", "10.9.0.1/16", "dev", "br-lan").orThrow();
        board.run("ip", "link", "set", "br-lan", "up").orThrow();
        var daemons = new BoardDaemons(board);
        var dhcp = LabDhcp.controller(new FakeFacts(state), new BoardHost(board), daemons, state.resolve("told"));
        while (malice.made() < VALUES) {
            var leases = leases(dhcp);
            Map<String, String> names = new TreeMap<>();
            while (names.size() < NAMES) {
                names.put(value(dhcp, malice::label, this::name), value(dhcp, malice::ipv4, this::nameAddress));
            }
            var members = JsonObject.EMPTY;
            for (var lease : leases.entrySet()) {
                members = members.with(lease.getKey(), (Json)
                        JsonObject.EMPTY.with("address", lease.getValue()[0]).with("name", lease.getValue()[1]));
            }
            var hosts = JsonObject.EMPTY;
            for (var name : names.entrySet()) {
                hosts = hosts.with(name.getKey(), name.getValue());
            }
            // lists and paths are options, too; whether an option takes one dnsmasq says
            var option = malice.next(
                    malice::ipv4,
                    value -> !value.matches(".*[,/].*")
                            && dhcp.validate(option(value)).isEmpty());
            converge(
                    dhcp,
                    lan(JsonObject.EMPTY
                            .with("first", 2)
                            .with("last", 100)
                            .with("leases", members)
                            .with("options", JsonObject.EMPTY.with("42", option))
                            .with("dns", JsonObject.EMPTY.with("names", hosts))));
            assertEquals(
                    leases.entrySet().stream()
                            .map(lease ->
                                    lease.getKey().toLowerCase(Locale.ROOT) + "," + String.join(",", lease.getValue()))
                            .sorted()
                            .toList(),
                    told("hosts").sorted().toList(),
                    "seed " + seed);
            assertEquals(List.of("42," + option), told("options").toList());
            Await.until(
                    SOON,
                    "dnsmasq answers",
                    () -> answer("10.9.0.1", names.keySet().iterator().next())
                            .contains(names.values().iterator().next()));
            sample(names)
                    .forEach((name, address) -> assertTrue(
                            answer("10.9.0.1", name).contains("Address: " + address), name + ", seed " + seed));
            daemons.stop("dnsmasq-lan", Duration.ofSeconds(3));
        }
    }

    private Map<String, String[]> leases(Controller dhcp) {
        Map<String, String[]> leases = new HashMap<>();
        for (int number = 0; number < LEASES; number++) {
            var address = "10.9." + (1 + number / 250) + "." + (1 + number % 250);
            leases.put(value(dhcp, malice::mac, this::lease), new String[] {
                value(dhcp, () -> address, this::leaseAddress),
                value(dhcp, () -> malice.label() + "-l", this::leaseName)
            });
        }
        return leases;
    }

    /** Each would take its time to ask. */
    private Map<String, String> sample(Map<String, String> names) {
        return names.entrySet().stream()
                .filter(_ -> malice.below(NAMES) < 10)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String answer(String server, String name) {
        return board.run("busybox", "nslookup", "-type=a", name + ".lan", server)
                .out();
    }

    private Stream<String> told(String kind) throws Exception {
        return Files.readString(state.resolve("told/lan." + kind)).lines();
    }

    private List<String> listed() throws UnknownHostException {
        List<String> listed = new ArrayList<>();
        var chain = board.run("nft", "-n", "list", "chain", "inet", "ripcord", "forward")
                .orThrow()
                .out();
        // hook, state, the rules, dispatch
        var lines = chain.lines().filter(line -> line.startsWith("\t\t")).toList();
        for (var line : lines.subList(2, lines.size() - 1)) {
            var rule = RULE.matcher(line.strip());
            assertTrue(rule.matches(), line + ", seed " + seed);
            listed.add(String.join(
                    " ",
                    rule.group(1),
                    canonical(rule.group(2)),
                    canonical(rule.group(3)),
                    rule.group(4),
                    rule.group(5)));
        }
        return listed;
    }

    /** Of the many ways to write an IPv6 address one. */
    private static String canonical(String prefix) throws UnknownHostException {
        int slash = prefix.indexOf('/');
        var address = slash < 0 ? prefix : prefix.substring(0, slash);
        return InetAddress.getByName(address).getHostAddress() + (slash < 0 ? "" : prefix.substring(slash));
    }

    private String prefix(boolean six) {
        return six
                ? malice.below(2) == 1 ? malice.ipv6() : "2001:db8:%x::/48".formatted(1 + malice.below(0xffff))
                : malice.below(2) == 1
                        ? malice.ipv4()
                        : "10.%d.%d.0/24".formatted(malice.below(256), malice.below(256));
    }

    private static JsonObject both() {
        return JsonObject.EMPTY.with("from", "lan").with("to", "wan").with("protocol", "tcp");
    }

    private Section mac(String value) {
        return rule(JsonObject.EMPTY.with("macs", JsonArray.of(Json.of(value))));
    }

    private Section addresses(String value, String member) {
        return rule(JsonObject.EMPTY.with(member, JsonArray.of(Json.of(value))));
    }

    private Section ports(String value) {
        return rule(both().with("ports", JsonArray.of(Json.of(value))));
    }

    private static Section rule(JsonObject rule) {
        return Section.of(
                JsonObject.EMPTY.with("rules", JsonObject.EMPTY.with("a", (Json) rule.with("action", "drop"))));
    }

    private Section lease(String mac) {
        return lan(JsonObject.EMPTY.with(
                "leases", JsonObject.EMPTY.with(mac, (Json) JsonObject.EMPTY.with("address", "10.9.1.1"))));
    }

    private Section leaseAddress(String address) {
        return lan(JsonObject.EMPTY.with("leases", JsonObject.EMPTY.with("02:00:00:00:00:01", (Json)
                JsonObject.EMPTY.with("address", address))));
    }

    private Section leaseName(String name) {
        return lan(JsonObject.EMPTY.with("leases", JsonObject.EMPTY.with("02:00:00:00:00:01", (Json)
                JsonObject.EMPTY.with("address", "10.9.1.1").with("name", name))));
    }

    private Section name(String name) {
        return lan(
                JsonObject.EMPTY.with("dns", JsonObject.EMPTY.with("names", JsonObject.EMPTY.with(name, "10.9.1.1"))));
    }

    private Section nameAddress(String address) {
        return lan(JsonObject.EMPTY.with("dns", JsonObject.EMPTY.with("names", JsonObject.EMPTY.with("nas", address))));
    }

    private Section option(String value) {
        return lan(JsonObject.EMPTY.with("options", JsonObject.EMPTY.with("42", value)));
    }

    private static Section lan(JsonObject served) {
        var network = new ServedNetwork(
                new InterfaceName("br-lan"),
                Zone.LAN,
                Subnet.parse("10.9.0.0/16"),
                Ipv4.parse("10.9.0.1"),
                Optional.empty(),
                false);
        return new Section(
                JsonObject.EMPTY.with("lan", (Json) served),
                List.of(new Derived(UnitId.whole("network"), "dhcp", "network:lan", network.json())));
    }

    private String value(Controller controller, Supplier<String> good, Function<String, Section> document) {
        return malice.next(
                good, value -> controller.validate(document.apply(value)).isEmpty());
    }

    private static void converge(Controller controller, Section section) throws Exception {
        assertEquals(List.of(), controller.validate(section));
        for (var unit : controller.plan(section, controller.observe(), new NoAllocations())) {
            unit.prepare(_ -> null);
            for (var step : unit.steps()) {
                step.apply();
            }
            unit.commit();
        }
        Await.until(SOON, "nothing differs", () -> isAsWanted(controller, section));
    }

    private static boolean isAsWanted(Controller controller, Section section) {
        try {
            return controller
                    .plan(section, controller.observe(), new NoAllocations())
                    .isEmpty();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
