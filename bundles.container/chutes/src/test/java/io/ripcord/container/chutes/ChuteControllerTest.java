package io.ripcord.container.chutes;

import static io.ripcord.container.chutes.Workbench.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Name;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.container.api.ChuteNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChuteControllerTest {
    @TempDir
    Path folder;

    private Workbench bench;
    private FakeRuntime runtime;

    @BeforeEach
    void makeWorkbench() {
        bench = new Workbench(folder);
        runtime = bench.runtime;
    }

    @Test
    void asks_nothing_of_the_engine_before_the_first_chute() throws Exception {
        assertEquals(List.of(), bench.plan(JsonObject.EMPTY));
        assertEquals(List.of(), runtime.calls);
    }

    @Test
    void installs_image_network_and_container_then_starts_it() throws Exception {
        bench.converge(web(bench.entry("1")));
        assertEquals(List.of("load", "create network chute0", "create 1", "start 1"), runtime.acts());
        assertTrue(Files.isDirectory(folder.resolve("chutes/web/data")));
        assertEquals(
                new ChuteNetwork("web", "ripcord-web-chute0", "chute0", "10.210.0.0/28", "10.210.0.1"),
                runtime.networks.get("ripcord-web-chute0"));
    }

    @Test
    void plans_nothing_for_what_runs_already_also_after_a_restart_of_the_device_process() throws Exception {
        bench.converge(web(bench.entry("1")));
        assertEquals(List.of(), bench.plan(web(bench.entry("1"))));
        assertEquals(
                true,
                bench.controller
                        .observe()
                        .object("web")
                        .orElseThrow()
                        .get("running")
                        .map(Object::toString)
                        .map("TRUE"::equals)
                        .orElseThrow());
    }

    @Test
    void fetches_an_image_only_when_neither_store_nor_engine_has_it() throws Exception {
        var entry = bench.entry("1");
        bench.artifacts.retain(List.of());
        assertThrows(Refusal.class, () -> bench.converge(web(entry)));
        assertEquals(1, bench.fetched.size());
        runtime.images.add(bench.fetched.getFirst().sha256());
        bench.converge(web(entry));
        assertEquals(1, bench.fetched.size());
        assertFalse(runtime.acts().contains("load"));
    }

    @Test
    void an_update_makes_the_new_container_while_the_old_one_serves_and_removes_the_old_one_at_last() throws Exception {
        bench.converge(web(bench.entry("1")));
        runtime.calls.clear();
        var unit = bench.plan(web(bench.entry("2"))).getFirst();
        bench.carryOut(unit);
        assertEquals(List.of("load", "create 2", "stop 1", "start 2", "remove 1", "remove image"), runtime.acts());
        assertEquals(Duration.ofMillis(1), unit.gap());
        assertEquals(List.of(), bench.plan(web(bench.entry("2"))));
    }

    @Test
    void a_new_version_that_cannot_start_is_undone_and_the_old_one_starts_again() throws Exception {
        bench.converge(web(bench.entry("1")));
        runtime.calls.clear();
        runtime.refuses = "start 2";
        assertThrows(Refusal.class, () -> bench.converge(web(bench.entry("2"))));
        assertEquals(
                List.of("load", "create 2", "stop 1", "start 2", "stop 2", "start 1", "remove 2", "remove image"),
                runtime.acts());
        assertEquals(List.of(), bench.plan(web(bench.entry("1"))));
    }

    @Test
    void a_first_install_that_fails_leaves_nothing() throws Exception {
        for (var call : List.of("load", "create network", "create 1", "start")) {
            runtime.refuses = call;
            assertThrows(Refusal.class, () -> bench.converge(web(bench.entry("1"))), call);
            assertEquals(0, runtime.containers.size() + runtime.networks.size() + runtime.images.size(), call);
            assertEquals(List.of(), bench.folders.chutes(), call);
        }
    }

    @Test
    void stop_and_start_are_edits_that_keep_the_container() throws Exception {
        bench.converge(web(bench.entry("1")));
        runtime.calls.clear();
        bench.converge(web(bench.entry("1").with("running", false)));
        assertEquals(List.of("stop 1"), runtime.acts());
        assertEquals(List.of(), bench.plan(web(bench.entry("1").with("running", false))));
        bench.converge(web(bench.entry("1")));
        assertEquals(List.of("stop 1", "start 1"), runtime.acts());
    }

    @Test
    void a_container_that_ended_is_started_again() throws Exception {
        bench.converge(web(bench.entry("1")));
        runtime.containers.keySet().forEach(name -> runtime.set(name, false, "Exited (137)"));
        runtime.calls.clear();
        bench.converge(web(bench.entry("1")));
        assertEquals(List.of("start 1"), runtime.acts());
    }

    @Test
    void another_port_alone_does_not_touch_the_container() throws Exception {
        bench.converge(web(bench.entry("1")));
        var moved = io.ripcord.api.json.JsonText.parseObject("{\"ports\": [{\"lan\": 9000, \"chute\": 8080}]}");
        assertEquals(List.of(), bench.plan(web(bench.entry("1").patched(moved))));
    }

    @Test
    void removal_stops_first_and_deletes_only_when_it_is_for_good() throws Exception {
        bench.converge(web(bench.entry("1")));
        runtime.calls.clear();
        var unit = bench.plan(JsonObject.EMPTY).getFirst();
        unit.prepare(_ -> folder);
        for (var step : unit.steps()) {
            step.apply();
        }
        assertEquals(List.of("stop 1"), runtime.acts());
        assertTrue(Files.exists(folder.resolve("chutes/web/data")));
        unit.commit();
        assertEquals(List.of("stop 1", "remove 1", "remove network", "remove image"), runtime.acts());
        assertEquals(JsonObject.EMPTY, bench.controller.observe());
    }

    @Test
    void what_a_commit_could_not_remove_is_removed_later() throws Exception {
        bench.converge(web(bench.entry("1")));
        runtime.refuses = "remove";
        bench.converge(JsonObject.EMPTY);
        assertEquals(1, runtime.containers.size());
        runtime.refuses = "nothing";
        bench.converge(JsonObject.EMPTY);
        assertEquals(List.of(), bench.plan(JsonObject.EMPTY));
        assertEquals(0, runtime.containers.size() + runtime.networks.size() + runtime.images.size());
    }

    @Test
    void an_image_that_two_chutes_want_stays_when_one_goes() throws Exception {
        var both = web(bench.entry("1")).with("other", bench.entry("1").without("ports"));
        bench.converge(both);
        bench.converge(web(bench.entry("1")));
        assertEquals(1, runtime.images.size());
        bench.converge(JsonObject.EMPTY);
        assertEquals(Set.<Digest>of(), runtime.images);
    }

    @Test
    void an_engine_that_hangs_fails_the_look_once_there_are_chutes_and_the_unit_before() throws Exception {
        runtime.away = true;
        var refusal = assertThrows(Refusal.class, () -> bench.converge(web(bench.entry("1"))));
        assertTrue(refusal.getMessage().contains("hangs"));
        assertEquals(List.of("ping"), runtime.calls);
        runtime.away = false;
        bench.converge(web(bench.entry("1")));
        runtime.away = true;
        assertThrows(IOException.class, bench.controller::observe);
    }

    @Test
    void a_container_starts_only_behind_its_firewall() throws Exception {
        var steps = bench.plan(web(bench.entry("1"))).getFirst().steps();
        assertTrue(steps.getLast().needs().contains(new Name("firewall", "web")));
        assertTrue(
                steps.stream().anyMatch(step -> step.needs().contains(new Name("bridge", "chute0"))),
                "the engine finds the bridge there");
        var provided = steps.stream()
                .flatMap(step -> step.provides().stream())
                .map(Name::kind)
                .collect(Collectors.toSet());
        assertEquals(Set.of("folder", "image", "chute-network", "container"), provided);
    }

    @Test
    void derives_its_bridge_for_the_network_and_the_way_out_and_each_port_for_the_firewall() {
        var derived = bench.controller.expand(web(bench.entry("1")), bench);
        assertEquals(
                List.of("network bridge:chute0", "firewall masquerade:10.210.0.0/28", "firewall port:web:8081/tcp"),
                derived.stream()
                        .map(entry -> entry.domain() + " " + entry.key())
                        .toList());
        assertEquals(
                "{\"bridge\":\"chute0\",\"zone\":\"chute\",\"subnet\":\"10.210.0.0/28\"}",
                derived.getFirst().entry().text());
        assertEquals(
                "{\"rule\":\"port-forward\",\"protocol\":\"tcp\",\"lan\":8081,\"bridge\":\"chute0\","
                        + "\"to\":\"10.210.0.2\",\"port\":8080}",
                derived.getLast().entry().text());
        assertTrue(derived.stream().allMatch(entry -> entry.owner().toString().equals("chutes/web")));
    }

    @Test
    void each_chute_gets_a_subnet_and_a_bridge_of_its_own() throws Exception {
        var section = JsonObject.EMPTY;
        for (int i = 0; i < 40; i++) {
            section = section.with("c" + i, bench.entry("1").without("ports"));
        }
        bench.converge(section);
        var networks = runtime.networks.values();
        assertEquals(40, networks.stream().map(ChuteNetwork::subnet).distinct().count());
        assertEquals(40, networks.stream().map(ChuteNetwork::bridge).distinct().count());
    }

    @Test
    void health_waits_for_the_port_and_tells_why_a_chute_ended() throws Exception {
        var unit = bench.plan(web(bench.entry("1"))).getFirst();
        unit.prepare(_ -> folder);
        for (var step : unit.steps()) {
            step.apply();
        }
        assertInstanceOf(Health.Passing.class, unit.health());
        assertEquals(Duration.ofSeconds(2), unit.steady());
        bench.answers = false;
        assertEquals(new Health.Waiting("nothing answers on port 8080 of web"), unit.health());
        runtime.containers.keySet().forEach(name -> runtime.set(name, false, "Exited (3)"));
        runtime.log = "cannot bind\n";
        var failing = assertInstanceOf(Health.Failing.class, unit.health());
        assertEquals("chute web did not stay up: Exited (3), its last words: cannot bind", failing.reason());
    }

    @Test
    void gives_the_container_the_value_of_a_secret_and_replaces_it_when_the_value_changes() throws Exception {
        bench.converge(web(confidential("1", bench.secrets.set("token", SecretValue.of("one")))));
        assertEquals(Map.of("token", "one"), runtime.given);
        assertThrows(
                IllegalStateException.class, () -> runtime.closable.getFirst().text());
        var changed = web(confidential("1", bench.secrets.set("token", SecretValue.of("two"))));
        bench.converge(changed);
        assertEquals(Map.of("token", "two"), runtime.given);
        assertEquals(List.of(), bench.plan(changed));
    }

    @Test
    void refuses_a_chute_whose_secret_is_not_here_before_anything_is_touched() throws Exception {
        var reference = new SecretReference("token", Digest.of("unknown"));
        var refusal = assertThrows(Refusal.class, () -> bench.converge(web(confidential("1", reference))));
        assertTrue(refusal.getMessage().contains("the secret token"), refusal.getMessage());
        assertTrue(refusal.remedy().contains("secret set token"), refusal.remedy());
        assertEquals(List.of(), runtime.acts());
    }

    private JsonObject confidential(String version, SecretReference reference) {
        return bench.entry(version).with("environment", JsonObject.EMPTY.with("TOKEN", reference.json()));
    }
}
