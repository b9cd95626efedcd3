package io.ripcord.wifi.nftables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonObject;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Masquerade;
import io.ripcord.wifi.api.PortForward;
import io.ripcord.wifi.api.Protocol;
import io.ripcord.wifi.api.Rule;
import io.ripcord.wifi.api.Subnet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FirewallControllerTest {
    private static final InterfaceName BRIDGE = new InterfaceName("chute0");

    private final FakeNft kernel = new FakeNft();
    private final FirewallController firewall = new FirewallController(new FakeFacts(Path.of("/nowhere")), kernel);

    @Test
    void loads_the_base_table_even_when_nobody_asks_for_a_rule() throws Exception {
        converge(Section.EMPTY);
        assertTrue(kernel.table.contains("policy drop"));
        assertTrue(kernel.forwarding);
    }

    @Test
    void plans_nothing_once_the_table_stands() throws Exception {
        converge(section("hello-web", 8081));
        assertEquals(List.of(), plan(section("hello-web", 8081)));
    }

    @Test
    void sees_that_a_rule_is_missing_that_the_table_is_gone_or_that_forwarding_is_off() throws Exception {
        converge(section("hello-web", 8081));
        kernel.table = kernel.table.replaceFirst("\t\tct state invalid drop\n", "");
        assertEquals(1, plan(section("hello-web", 8081)).size());
        converge(section("hello-web", 8081));
        kernel.table = "";
        assertEquals(1, plan(section("hello-web", 8081)).size());
        converge(section("hello-web", 8081));
        kernel.forwarding = false;
        assertEquals(1, plan(section("hello-web", 8081)).size());
    }

    @Test
    void provides_the_name_that_a_chute_waits_for() throws Exception {
        var steps = plan(section("hello-web", 8081)).getFirst().steps();
        assertEquals(Set.of(new Name("firewall", "hello-web")), steps.getFirst().provides());
    }

    @Test
    void undo_brings_back_the_table_that_stood_there() throws Exception {
        converge(section("hello-web", 8081));
        var before = kernel.table;
        var step = plan(section("hello-web", 9091)).getFirst().steps().getFirst();
        step.apply();
        assertTrue(kernel.table.contains("9091"));
        step.undo();
        assertEquals(before, kernel.table);
    }

    @Test
    void undo_of_the_first_table_leaves_none_and_forwarding_off() throws Exception {
        var step = plan(Section.EMPTY).getFirst().steps().getFirst();
        step.apply();
        step.undo();
        assertEquals("", kernel.table);
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
    void takes_no_entries_of_its_own_and_no_malformed_rule() {
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
            assertFalse(script.contains(name.substring(0, 8)) || script.contains("flush"), script);
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

    private static final class NoAllocations implements Allocations {
        @Override
        public String claim(String kind, String owner, Stream<String> candidates) {
            throw new IllegalStateException("the firewall chooses nothing");
        }

        @Override
        public Optional<String> held(String kind, String owner) {
            return Optional.empty();
        }
    }
}
