package io.ripcord.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.message.BrokerChoice;
import io.ripcord.system.time.TimeKeeping;
import io.ripcord.testkit.FakeDaemons;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeHost;
import io.ripcord.testkit.FakeStorage;
import io.ripcord.testkit.NoAllocations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemControllerTest {
    private static final String ALL = """
            {"name": "gate-3", "broker": "ssl://10.77.0.9:8883", "time": {"servers": ["10.77.0.1", "ntp.example.org"]},
             "log": {"io.ripcord.agent": "debug", "ROOT": "warn"}}
            """;

    private final LoggerContext logback = new LoggerContext();
    private final Broker broker = new Broker();
    private final FakeStorage storage = new FakeStorage();
    private final FakeDaemons daemons = new FakeDaemons();
    private final FakeHost host = new FakeHost();
    private SystemController controller;

    @TempDir
    Path root;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(kernel(), "localhost\n");
        Files.writeString(root.resolve("etc-hostname"), "board\n");
        host.answering(argv -> {
            if (argv.getFirst().equals("hostname")) {
                named(argv.get(1));
            }
            return new Host.Result(0, "", "");
        });
        restarted();
    }

    private void restarted() throws Exception {
        var name = new HostName(host, kernel(), root.resolve("etc-hostname"));
        var time = new TimeKeeping(new FakeFacts(root), host, daemons);
        controller = new SystemController(broker, storage, new LogbackLevels(logback), name, time);
    }

    private Path kernel() {
        return root.resolve("kernel-hostname");
    }

    private void named(String name) {
        try {
            Files.writeString(kernel(), name + "\n");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void brings_about_what_is_wanted_and_plans_nothing_then() throws Exception {
        apply(plan(ALL));
        assertEquals(List.of(), plan(ALL));
        assertEquals("gate-3", Files.readString(kernel()).strip());
        assertEquals(List.of("start chronyd"), daemons.acts());
        assertEquals(Optional.of("ssl://10.77.0.9:8883"), broker.override());
        assertEquals(Level.DEBUG, logback.getLogger("io.ripcord.agent").getLevel());
    }

    @Test
    void tells_what_is_wrong_with_the_disk_and_plans_nothing_for_it() throws Exception {
        storage.with(Optional.of("the disk cannot be written: full"), "boot-epoch");
        assertEquals(
                JsonText.parseObject(
                        "{\"storage\": {\"trouble\": \"the disk cannot be written: full\", \"damaged\": [\"boot-epoch\"]}}"),
                controller.observe());
        assertEquals(List.of(), plan("{}"));
    }

    @Test
    void an_empty_section_takes_everything_back() throws Exception {
        var root = logback.getLogger("ROOT").getLevel();
        apply(plan(ALL));
        apply(plan("{}"));
        assertEquals(JsonObject.EMPTY, controller.observe());
        assertEquals(Optional.empty(), broker.override());
        assertEquals(root, logback.getLogger("ROOT").getLevel());
        assertEquals(null, logback.getLogger("io.ripcord.agent").getLevel());
    }

    @Test
    void a_host_name_that_somebody_else_set_is_set_again_and_goes_with_the_name_in_the_document() throws Exception {
        apply(plan("{\"name\": \"gate-3\"}"));
        named("elsewhere");
        apply(plan("{\"name\": \"gate-3\"}"));
        assertEquals("gate-3", Files.readString(kernel()).strip());
        restarted();
        apply(plan("{\"name\": \"gate-3\"}"));
        var change = plan("{\"name\": \"gate-4\"}");
        apply(change);
        undo(change);
        assertEquals("gate-3", Files.readString(kernel()).strip());
        assertEquals(List.of(), plan("{\"name\": \"gate-3\"}"));
        apply(plan("{}"));
        assertEquals("board", Files.readString(kernel()).strip());
        undo(plan("{\"name\": \"never\"}"));
        assertEquals("board", Files.readString(kernel()).strip());
    }

    @Test
    void a_host_name_that_may_not_be_set_is_refused_and_nothing_else_is_changed() throws Exception {
        host.answering(_ -> new Host.Result(1, "", "hostname: you must be root to change the host name"));
        var refusal = assertThrows(Refusal.class, () -> apply(plan("{\"name\": \"gate-3\"}")));
        assertTrue(refusal.getMessage().contains("you must be root"), refusal.getMessage());
        assertEquals("localhost", Files.readString(kernel()).strip());
    }

    @Test
    void only_a_device_that_tells_its_networks_the_time_says_so_to_their_dhcp_servers() {
        var told = JsonText.parseObject("{\"time\": {\"servers\": [\"10.77.0.1\"], \"lan\": true}}");
        var derived = controller.expand(told, new NoAllocations()).getFirst();
        assertEquals("dhcp time", derived.domain() + " " + derived.key());
        assertEquals(List.of(), controller.expand(JsonText.parseObject(ALL), new NoAllocations()));
    }

    @Test
    void only_another_broker_could_cut_the_device_off() throws Exception {
        assertFalse(plan("{\"name\": \"gate\"}").getFirst().risky());
        assertTrue(plan("{\"broker\": \"ssl://wrong:1\"}").getFirst().risky());
    }

    @Test
    void an_unconfirmed_broker_is_undone_and_nothing_else_remembers_it() throws Exception {
        apply(plan("{\"broker\": \"ssl://right:8883\", \"log\": {\"a\": \"info\"}}"));
        var before = controller.observe();
        var change = plan("{\"broker\": \"ssl://wrong:8883\", \"log\": {\"a\": \"trace\", \"b\": \"off\"}}");
        apply(change);
        assertEquals(Optional.of("ssl://wrong:8883"), broker.override());
        undo(change);
        assertEquals(before, controller.observe());
        assertEquals(Level.INFO, logback.getLogger("a").getLevel());
        assertEquals(null, logback.getLogger("b").getLevel());
    }

    @Test
    void undo_of_what_was_never_applied_does_nothing() throws Exception {
        undo(plan(ALL));
        assertEquals(JsonObject.EMPTY, controller.observe());
    }

    @Test
    void refuses_what_breaks_a_rule_by_its_place() {
        assertEquals("name", problem("{\"name\": \"Gate 3\"}"));
        assertEquals("broker", problem("{\"broker\": \"tcp://x:1883\"}"));
        assertEquals("broker", problem("{\"broker\": \"ssl://x\"}"));
        assertEquals("broker", problem("{\"broker\": \"ssl://u:p@x:1\"}"));
        assertEquals("time/servers", problem("{\"time\": {\"servers\": [\"a b\"]}}"));
        assertEquals("time/servers", problem("{\"time\": {\"servers\": [\"a\\nallow all\"]}}"));
        assertEquals("time/lan", problem("{\"time\": {\"lan\": true}}"));
        assertEquals("time/zone", problem("{\"time\": {\"zone\": \"../../etc/shadow\"}}"));
        assertEquals("time/clock", problem("{\"time\": {\"clock\": 1}}"));
        assertEquals("log/org.eclipse.jetty.io", problem("{\"log\": {\"org.eclipse.jetty.io\": \"debug\"}}"));
        assertEquals("log/a", problem("{\"log\": {\"a\": \"loud\"}}"));
        assertEquals("colour", problem("{\"colour\": \"red\"}"));
        assertTrue(controller.validate(section(ALL)).isEmpty());
    }

    @Test
    void publishes_a_schema_that_names_every_member() {
        var properties = controller.schema().object("properties").orElseThrow();
        assertEquals(JsonText.parseObject(ALL).names(), properties.names());
    }

    private String problem(String json) {
        return controller.validate(section(json)).getFirst().path();
    }

    private List<Unit> plan(String json) throws Exception {
        return controller.plan(section(json), controller.observe(), new NoAllocations());
    }

    private static Section section(String json) {
        return Section.of(JsonText.parseObject(json));
    }

    private static void apply(List<Unit> units) throws Exception {
        var unit = units.getFirst();
        unit.prepare(sha -> null);
        for (Step step : unit.steps()) {
            step.apply();
        }
        unit.commit();
    }

    private static void undo(List<Unit> units) throws Exception {
        for (Step step : units.getFirst().steps().reversed()) {
            step.undo();
        }
    }

    private static final class Broker implements BrokerChoice {
        private Optional<String> chosen = Optional.empty();

        @Override
        public Optional<String> override() {
            return chosen;
        }

        @Override
        public void override(Optional<String> uri) {
            chosen = uri;
        }
    }
}
