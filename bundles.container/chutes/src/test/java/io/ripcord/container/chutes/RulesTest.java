package io.ripcord.container.chutes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.domain.Problem;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
    private final Rules rules = new Rules(8443);

    @Test
    void takes_chutes_whose_ports_do_not_meet() {
        assertEquals(List.of(), paths(chute("a", 8081, "tcp").patched(chute("b", 8081, "udp"))));
    }

    @Test
    void names_both_chutes_that_want_the_same_port() {
        var section = chute("a", 8081, "tcp").patched(chute("b", 8081, "tcp"));
        assertEquals(List.of("a/ports/0/lan", "b/ports/0/lan"), paths(section));
    }

    @Test
    void keeps_the_devices_own_ports() {
        assertEquals(List.of("a/ports/0/lan"), paths(chute("a", 8443, "tcp")));
        assertEquals(List.of(), paths(chute("a", 8443, "udp")));
        assertEquals(List.of("a/ports/0/lan"), paths(chute("a", 53, "tcp")));
        assertEquals(List.of("a/ports/0/lan"), paths(chute("a", 67, "udp")));
    }

    @Test
    void tells_of_each_malformed_entry() {
        var section =
                JsonObject.EMPTY.with("a", "x").with("B", JsonObject.EMPTY).with("c", JsonObject.EMPTY);
        assertEquals(List.of("a", "B", "c/version"), paths(section));
    }

    private List<String> paths(JsonObject section) {
        return rules.check(section).stream().map(Problem::path).toList();
    }

    private static JsonObject chute(String name, int port, String protocol) {
        return JsonObject.EMPTY.with(name, JsonText.parseObject("""
                {"version": "1", "image": {"sha256": "%s", "size": 1},
                 "ports": [{"lan": %d, "chute": 80, "protocol": "%s"}]}
                """.formatted("ab".repeat(32), port, protocol)));
    }
}
