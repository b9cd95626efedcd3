package io.ripcord.wifi.dnsmasq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.host.Host.Result;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.testkit.FakeDaemons;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeHost;
import io.ripcord.testkit.NoAllocations;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Ipv6;
import io.ripcord.wifi.api.ServedNetwork;
import io.ripcord.wifi.api.Subnet;
import io.ripcord.wifi.api.Zone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DhcpControllerTest {
    private static final List<String> HOSTILE =
            List.of("a\nserver=6.6.6.6", "a,b", "a#b", "a\"b", "a\u0000b", "\u202eevil", "a b", "x".repeat(256), "");

    @TempDir
    Path root;

    private final FakeHost host = new FakeHost();
    private final FakeDaemons daemons = new FakeDaemons();
    private DhcpController dhcp;

    @BeforeEach
    void start() {
        dhcp = new DhcpController(new FakeFacts(root), host, daemons, root.resolve("told"));
    }

    @Test
    void each_network_has_a_server_of_its_own_that_is_known_again() throws Exception {
        apply(section("{\"lan\": {}, \"guest\": {}}"));
        assertEquals(List.of("start dnsmasq-guest", "start dnsmasq-lan"), daemons.acts());
        start();
        lent();
        assertEquals(List.of(), plan(section("{\"lan\": {}, \"guest\": {}}")));
        apply(section("{\"lan\": {\"leaseSeconds\": 600}, \"guest\": {}}"));
        assertEquals(
                List.of("stop dnsmasq-lan", "start dnsmasq-lan"), daemons.acts().subList(2, 4));
        apply(section("{\"lan\": {\"leaseSeconds\": 600}}"));
        assertEquals("stop dnsmasq-guest", daemons.acts().getLast());
    }

    @Test
    void a_server_is_told_of_pool_leases_names_and_whom_it_may_believe() throws Exception {
        apply(section("""
                {"lan": {"first": 10, "last": 20, "leases": {"02:00:00:00:00:01": {"address": "192.168.77.30", "name": "printer"}},
                  "options": {"42": "192.168.77.1"}, "dns": {"upstream": ["9.9.9.9"], "domain": "home.arpa", "names": {"nas": "192.168.77.31"},
                  "rebinding": ["corp.example"]}}}"""));
        var lines = settings().lines().toList();
        for (var line : List.of(
                "interface=br-lan",
                "dhcp-range=192.168.77.10,192.168.77.20,43200s",
                "dhcp-hostsfile=" + told("hosts"),
                "dhcp-optsfile=" + told("options"),
                "addn-hosts=" + told("names"),
                "stop-dns-rebind",
                "rebind-domain-ok=/corp.example/",
                "no-resolv",
                "servers-file=" + told("servers"),
                "enable-ra")) {
            assertTrue(lines.contains(line), line + " is missing in " + lines);
        }
        assertEquals("02:00:00:00:00:01,192.168.77.30,printer\n", Files.readString(told("hosts")));
        assertEquals("42,192.168.77.1\n", Files.readString(told("options")));
        assertEquals("192.168.77.31 nas.home.arpa\n", Files.readString(told("names")));
        assertEquals("server=9.9.9.9\n", Files.readString(told("servers")));
    }

    @Test
    void a_lease_a_name_an_option_and_whom_to_ask_are_told_to_the_server_that_runs() throws Exception {
        apply(section("{\"lan\": {\"dns\": {\"upstream\": [\"9.9.9.9\"]}}}"));
        lent();
        for (var change : List.of(
                "\"dns\": {%s}, \"leases\": {\"02:00:00:00:00:01\": {\"address\": \"192.168.77.30\"}}",
                "\"dns\": {%s}, \"options\": {\"42\": \"192.168.77.1\"}",
                "\"dns\": {%s, \"names\": {\"nas\": \"192.168.77.31\"}}",
                "\"dns\": {\"upstream\": [\"9.9.9.10\"]}")) {
            int before = signals();
            var wanted = section("{\"lan\": {" + change.formatted("\"upstream\": [\"9.9.9.9\"]") + "}}");
            assertEquals(
                    "change addresses and names of network lan", step(wanted).what());
            apply(wanted);
            assertEquals(before + 1, signals(), change);
            assertEquals(List.of(), plan(wanted), change);
        }
        assertEquals(List.of("start dnsmasq-lan"), daemons.acts());
    }

    @Test
    void what_was_told_is_taken_back_by_telling_too() throws Exception {
        var old = section("{\"lan\": {\"leases\": {\"02:00:00:00:00:01\": {\"address\": \"192.168.77.30\"}}}}");
        apply(old);
        lent();
        var step = step(section("{\"lan\": {}}"));
        step.apply();
        assertEquals("", Files.readString(told("hosts")));
        step.undo();
        assertEquals("02:00:00:00:00:01,192.168.77.30\n", Files.readString(told("hosts")));
        assertEquals(2, signals());
        assertEquals(List.of("start dnsmasq-lan"), daemons.acts());
        assertEquals(List.of(), plan(old));
    }

    @Test
    void files_that_were_changed_by_hand_and_a_server_that_nobody_told_are_healed() throws Exception {
        var wanted = section("{\"lan\": {\"dns\": {\"names\": {\"nas\": \"192.168.77.31\"}}}}");
        apply(wanted);
        lent();
        Files.writeString(told("names"), "192.168.77.66 nas.lan\n");
        apply(wanted);
        assertEquals("192.168.77.31 nas.lan\n", Files.readString(told("names")));
        assertEquals(List.of(), plan(wanted));
        Files.delete(root.resolve("state/run/net/dhcp/lan.told"));
        apply(wanted);
        assertEquals(2, signals());
        assertEquals(List.of(), plan(wanted));
    }

    @Test
    void a_pool_that_changes_needs_a_restart_and_the_plan_says_so() throws Exception {
        apply(section("{\"lan\": {}}"));
        lent();
        assertEquals(
                "restart (some 20 ms without answers) addresses and names of network lan",
                step(section("{\"lan\": {\"last\": 200}}")).what());
    }

    @Test
    void nobody_may_read_what_a_server_is_told() throws Exception {
        apply(section("{\"lan\": {}}"));
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("told"))));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(told("hosts"))));
    }

    private Step step(Section section) throws Exception {
        return plan(section).getFirst().steps().getFirst();
    }

    private int signals() {
        return (int) host.runs().stream()
                .filter(argv -> argv.getFirst().equals("kill"))
                .count();
    }

    private Path told(String kind) {
        return root.resolve("told/lan." + kind).toAbsolutePath();
    }

    @Test
    void what_dnsmasq_does_not_take_is_refused_in_its_own_words_before_anything_is_done() throws Exception {
        host.answering(argv -> new Result(1, "", "dnsmasq: bad dhcp-range at line 14"));
        var refusal = assertThrows(Refusal.class, () -> apply(section("{\"lan\": {}}")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("bad dhcp-range"), refusal.getMessage());
        assertEquals(List.of(), daemons.acts());
    }

    @Test
    void a_network_that_is_not_there_is_refused() throws Exception {
        assertEquals("den", dhcp.validate(section("{\"den\": {}}")).getFirst().path());
        var alone = Section.of(JsonText.parseObject("{\"den\": {}}"));
        assertEquals(List.of(), dhcp.validate(alone));
        assertThrows(Refusal.class, () -> plan(alone).getFirst().prepare(sha -> null));
    }

    @Test
    void no_text_of_a_document_becomes_a_directive() {
        for (var hostile : HOSTILE) {
            var text = Json.of(hostile).text();
            Stream.of(
                            "{\"lan\": {\"options\": {\"42\": %s}}}",
                            "{\"lan\": {\"leases\": {\"02:00:00:00:00:01\": {\"address\": \"192.168.77.30\", \"name\": %s}}}}",
                            "{\"lan\": {\"leases\": {%s: {\"address\": \"192.168.77.30\"}}}}",
                            "{\"lan\": {\"dns\": {\"domain\": %s}}}",
                            "{\"lan\": {\"dns\": {\"upstream\": [%s]}}}",
                            "{\"lan\": {\"dns\": {\"names\": {%s: \"192.168.77.31\"}}}}",
                            "{\"lan\": {\"dns\": {\"names\": {\"nas\": %s}}}}",
                            "{\"lan\": {\"dns\": {\"rebinding\": [%s]}}}",
                            "{%s: {}}")
                    .map(form -> section(form.formatted(text)))
                    .filter(section ->
                            !hostile.equals("a,b") || !section.wanted().text().contains("\"42\""))
                    .forEach(section -> assertFalse(
                            dhcp.validate(section).isEmpty(), section.wanted().text()));
        }
    }

    @Test
    void an_address_that_nobody_can_have_is_refused_with_its_place() {
        Map.of(
                        "{\"lan\": {\"last\": 255}}",
                        "lan/last",
                        "{\"lan\": {\"first\": 20, \"last\": 10}}",
                        "lan/last",
                        "{\"lan\": {\"leases\": {\"02:00:00:00:00:01\": {\"address\": \"192.168.78.1\"}}}}",
                        "lan/leases/02:00:00:00:00:01",
                        "{\"lan\": {\"leases\": {\"02:00:00:00:00:01\": {\"address\": \"192.168.77.1\"}}}}",
                        "lan/leases/02:00:00:00:00:01")
                .forEach((json, path) -> {
                    var problems = dhcp.validate(section(json));
                    assertEquals(1, problems.size(), json);
                    assertEquals(path, problems.getFirst().path(), json);
                });
    }

    @Test
    void what_was_lent_is_reported_and_no_difference() throws Exception {
        apply(section("{\"lan\": {}}"));
        lent();
        var lease = dhcp.observe()
                .object("lan")
                .flatMap(lan -> lan.object("leases"))
                .flatMap(leases -> leases.object("02:00:00:00:00:01"))
                .orElseThrow();
        assertEquals(JsonText.parseObject("{\"address\": \"192.168.77.100\", \"name\": \"laptop\"}"), lease);
        assertEquals(List.of(), plan(section("{\"lan\": {}}")));
    }

    @Test
    void a_network_is_told_who_tells_it_the_time_unless_the_document_names_somebody() throws Exception {
        var told = new Derived(UnitId.whole("system"), "dhcp", "time", JsonObject.EMPTY.with("served", true));
        var derived = new ArrayList<>(section("{}").derived());
        derived.add(told);
        apply(new Section(JsonText.parseObject("{\"lan\": {}}"), derived));
        assertEquals("42,192.168.77.1\n", Files.readString(told("options")));
        apply(new Section(JsonText.parseObject("{\"lan\": {\"options\": {\"42\": \"10.0.0.9\"}}}"), derived));
        assertFalse(Files.readString(told("options")).contains("42,192.168.77.1\n"));
        apply(section("{\"lan\": {}}"));
        assertFalse(Files.readString(told("options")).contains("42,192.168.77.1\n"));
    }

    private void lent() throws Exception {
        var folder = Files.createDirectories(root.resolve("state/net"));
        Files.writeString(
                folder.resolve("dhcp-lan.leases"),
                "1790000000 02:00:00:00:00:01 192.168.77.100 laptop 01:02:00:00:00:00:01\nrubbish\nduid 00:01\n");
        Files.writeString(folder.resolve("dhcp-guest.leases"), "");
    }

    private String settings() throws Exception {
        try (var files = Files.list(root.resolve("state/run/net/dhcp"))) {
            return Files.readString(files.filter(file -> file.toString().endsWith(".conf"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private void apply(Section section) throws Exception {
        var unit = plan(section).getFirst();
        unit.prepare(sha -> null);
        for (var step : unit.steps()) {
            step.apply();
        }
        unit.commit();
    }

    private List<Unit> plan(Section section) throws Exception {
        assertEquals(List.of(), dhcp.validate(section));
        return dhcp.plan(section, dhcp.observe(), new NoAllocations());
    }

    private static Section section(String json) {
        return new Section(
                JsonText.parseObject(json),
                List.of(served("lan", Zone.LAN, "192.168.77"), served("guest", Zone.GUEST, "192.168.80")));
    }

    private static Derived served(String name, Zone zone, String net) {
        JsonObject entry = new ServedNetwork(
                        new InterfaceName("br-" + name),
                        zone,
                        Subnet.parse(net + ".0/24"),
                        Ipv4.parse(net + ".1"),
                        Optional.of(Ipv6.parse("fd00::1")),
                        false)
                .json();
        return new Derived(UnitId.whole("network"), "dhcp", "network:" + name, entry);
    }
}
