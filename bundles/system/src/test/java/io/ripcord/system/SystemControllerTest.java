package io.ripcord.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.message.BrokerChoice;
import io.ripcord.testkit.FakeStorage;
import io.ripcord.testkit.NoAllocations;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SystemControllerTest {
    private static final String ALL = """
            {"name": "gate-3", "broker": "ssl://10.77.0.9:8883", "time": {"servers": ["10.77.0.1", "ntp.example.org"]},
             "log": {"io.ripcord.agent": "debug", "ROOT": "warn"}}
            """;

    private final LoggerContext logback = new LoggerContext();
    private final Broker broker = new Broker();
    private final FakeStorage storage = new FakeStorage();
    private SystemController controller;

    @BeforeEach
    void start() throws Exception {
        controller = new SystemController(broker, storage, new LogbackLevels(logback));
    }

    @Test
    void brings_about_what_is_wanted_and_plans_nothing_then() throws Exception {
        apply(plan(ALL));
        assertEquals(JsonText.parseObject(ALL), controller.observe());
        assertEquals(List.of(), plan(ALL));
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

    private List<Unit> plan(String json) {
        return controller.plan(section(json), controller.observe(), new NoAllocations());
    }

    private static Section section(String json) {
        return Section.of(JsonText.parseObject(json));
    }

    private static void apply(List<Unit> units) throws Exception {
        for (Step step : units.getFirst().steps()) {
            step.apply();
        }
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
