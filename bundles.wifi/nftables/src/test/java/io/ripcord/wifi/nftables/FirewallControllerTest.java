package io.ripcord.wifi.nftables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.NoAllocations;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Masquerade;
import io.ripcord.wifi.api.PortForward;
import io.ripcord.wifi.api.Protocol;
import io.ripcord.wifi.api.Rule;
import io.ripcord.wifi.api.Subnet;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirewallControllerTest {
    private static final InterfaceName BRIDGE = new InterfaceName("chute0");

    @TempDir
    Path state;

    private final FakeNft kernel = new FakeNft();
    private FirewallController firewall;

    @BeforeEach
    void start() {
        firewall = new FirewallController(new FakeFacts(state), kernel);
    }

    @Test
    void loads_the_base_table_even_when_nobody_asks_for_a_rule() throws Exception {
        converge(Section.EMPTY);
        assertTrue(kernel.inet.contains("policy drop"));
        assertTrue(kernel.forwarding);
    }

    @Test
    void plans_nothing_once_the_table_stands() throws Exception {
        converge(section("hello-web", 8081));
        assertEquals(List.of(), plan(section("hello-web", 8081)));
    }

    @Test
    void knows_its_rules_again_after_a_restart_and_sees_each_change_by_hand() throws Exception {
        converge(section("hello-web", 8081));
        start();
        assertEquals(List.of(), plan(section("hello-web", 8081)));
        kernel.inet = kernel.inet.replaceFirst("iifname \"lo\" accept", "iifname \"lo\" counter accept");
        assertEquals(1, plan(section("hello-web", 8081)).size());
        converge(section("hello-web", 8081));
        kernel.inet = "";
        assertEquals(1, plan(section("hello-web", 8081)).size());
        converge(section("hello-web", 8081));
        kernel.forwarding = false;
        assertEquals(1, plan(section("hello-web", 8081)).size());
        converge(section("hello-web", 8081));
        assertFalse(kernel.bridgesFiltered);
        kernel.bridgesFiltered = true;
        assertEquals(1, plan(section("hello-web", 8081)).size());
    }

    @Test
    void what_the_kernel_counts_and_learns_is_no_difference() throws Exception {
        converge(limited());
        kernel.inet = kernel.inet.replaceFirst(
                "(\tset open-ip-lan \\{.*)",
                "$1\n\t\telements = { 192.168.77.9 ct count over 5,\n\t\t\t     192.168.77.8 ct count over 5 }");
        assertEquals(List.of(), plan(limited()));
    }

    @Test
    void rules_of_ours_are_replaced_in_place_so_that_counters_stay_and_foreign_ones_as_a_whole() throws Exception {
        converge(Section.EMPTY);
        assertTrue(kernel.loaded.getLast().startsWith("table inet ripcord\ndelete table inet ripcord\n"));
        converge(limited());
        assertTrue(kernel.loaded.getLast().startsWith("flush table inet ripcord\ntable inet"), kernel.loaded.getLast());
        converge(Section.EMPTY);
        assertTrue(
                kernel.loaded.getLast().startsWith("flush table inet ripcord\ndelete set inet ripcord open-ip-lan\n"),
                kernel.loaded.getLast());
    }

    @Test
    void a_connection_that_the_new_rules_forbid_is_ended_and_no_other() throws Exception {
        converge(Section.EMPTY);
        var download = "tcp 6 431999 ESTABLISHED src=192.168.77.9 dst=203.0.113.5 sport=%d dport=%d"
                + " src=203.0.113.5 dst=10.77.0.2 sport=%d dport=%d [ASSURED] mark=0 use=1";
        kernel.connections.add(download.formatted(5001, 80, 80, 5001));
        kernel.connections.add(download.formatted(5002, 443, 443, 5002));
        kernel.connections.add("tcp 6 10 ESTABLISHED src=10.77.0.2 dst=203.0.113.5 sport=5003 dport=80"
                + " src=203.0.113.5 dst=10.77.0.2 sport=80 dport=5003 [ASSURED] mark=0 use=1");
        converge(wanted("""
                {"rules": {"no-web": {"from": "lan", "to": "wan", "protocol": "tcp", "ports": ["80"], "action": "drop"}}}"""));
        assertEquals(List.of("5002", "5003"), ports());
        converge(wanted("""
                {"rules": {"no-net": {"macs": ["02:00:00:00:00:09"], "action": "reject"}}}"""));
        assertEquals(List.of("5003"), ports());
    }

    private List<String> ports() {
        return kernel.connections.stream()
                .map(line -> line.replaceAll(".*? sport=(\\d+).*", "$1"))
                .toList();
    }

    @Test
    void the_committed_rules_are_kept_for_the_next_boot() throws Exception {
        converge(section("hello-web", 8081));
        assertTrue(kernel.compiled.startsWith("table inet ripcord\ndelete table inet ripcord\n"));
        assertTrue(kernel.compiled.contains("8081"));
    }

    @Test
    void only_what_could_cut_off_whoever_governs_the_device_asks_for_a_confirmation() throws Exception {
        assertFalse(plan(Section.EMPTY).getFirst().risky());
        converge(Section.EMPTY);
        assertFalse(plan(section("hello-web", 8081)).getFirst().risky());
        assertTrue(plan(wanted("{\"zones\": {\"lan\": {\"manage\": false}}}"))
                .getFirst()
                .risky());
    }

    private static Section limited() {
        return wanted("{\"zones\": {\"lan\": {\"connections\": {\"perSource\": 5}}}}");
    }

    private static Section wanted(String json) {
        return Section.of(JsonText.parseObject(json));
    }

    @Test
    void provides_the_name_that_a_chute_waits_for() throws Exception {
        var steps = plan(section("hello-web", 8081)).getFirst().steps();
        assertEquals(
                Set.of(new Name("firewall", "hello-web"), new Name("firewall", "")),
                steps.getFirst().provides());
    }

    @Test
    void undo_brings_back_the_table_that_stood_there() throws Exception {
        converge(section("hello-web", 8081));
        var before = kernel.inet;
        var step = plan(section("hello-web", 9091)).getFirst().steps().getFirst();
        step.apply();
        assertTrue(kernel.inet.contains("9091"));
        step.undo();
        assertEquals(before, kernel.inet);
    }

    @Test
    void undo_of_the_first_table_leaves_none_and_forwarding_off() throws Exception {
        var step = plan(Section.EMPTY).getFirst().steps().getFirst();
        step.apply();
        step.undo();
        assertEquals("", kernel.inet);
        assertFalse(kernel.forwarding);
    }

    @Test
    void a_kernel_that_refuses_is_told_in_its_own_words() throws Exception {
        kernel.broken = "Error: Could not process rule: Operation not supported";
        var step = plan(Section.EMPTY).getFirst().steps().getFirst();
        var refusal = assertThrows(Refusal.class, step::apply);
        assertTrue(refusal.getMessage().contains("Operation not supported"), refusal.getMessage());
        assertFalse(kernel.forwarding);
    }

    @Test
    void refuses_what_it_does_not_know_and_a_malformed_rule() {
        assertEquals(
                "open",
                firewall.validate(Section.of(JsonObject.EMPTY.with("open", "all")))
                        .getFirst()
                        .path());
        var hostile = new PortForward(Protocol.TCP, 80, BRIDGE, Ipv4.parse("10.0.0.2"), 80)
                .json()
                .with("to", "10.0.0.2 } ; flush ruleset");
        var section = new Section(JsonObject.EMPTY, List.of(derived("x", "port:x:80/tcp", hostile)));
        assertEquals("port:x:80/tcp/to", firewall.validate(section).getFirst().path());
    }

    @Test
    void names_of_units_and_keys_never_reach_nft() throws Exception {
        var random = new Random(11);
        for (int i = 0; i < 300; i++) {
            var name = "n" + Long.toHexString(random.nextLong()) + "\"; flush ruleset; #\n{}$(reboot)";
            var rules = List.of(
                    derived(name, "masquerade:" + name, masquerade().json()),
                    derived(name, "port:" + name, forward(8000 + i).json()));
            converge(new Section(JsonObject.EMPTY, rules));
            var script = kernel.loaded.getLast();
            assertFalse(script.contains(name.substring(0, 8)) || script.contains("flush ruleset"), script);
        }
    }

    private static Section section(String chute, int port) {
        return new Section(
                JsonObject.EMPTY,
                List.of(
                        derived(chute, "masquerade:" + chute, masquerade().json()),
                        derived(
                                chute,
                                "port:" + chute + ":" + port + "/tcp",
                                forward(port).json())));
    }

    private static Rule masquerade() {
        return new Masquerade(BRIDGE, Subnet.parse("10.210.0.0/28"));
    }

    private static Rule forward(int port) {
        return new PortForward(Protocol.TCP, port, BRIDGE, Ipv4.parse("10.210.0.2"), 8080);
    }

    private static Derived derived(String chute, String key, JsonObject entry) {
        return new Derived(new UnitId("chutes", chute), "firewall", key, entry);
    }

    private List<Unit> plan(Section section) throws Exception {
        return firewall.plan(section, firewall.observe(), new NoAllocations());
    }

    private void converge(Section section) throws Exception {
        for (var unit : plan(section)) {
            unit.prepare(_ -> Path.of("/nowhere"));
            for (var step : unit.steps()) {
                step.apply();
            }
            unit.commit();
        }
    }
}
