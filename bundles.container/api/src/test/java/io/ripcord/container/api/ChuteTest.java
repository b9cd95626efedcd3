package io.ripcord.container.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChuteTest {
    private static final String SHA = "ab".repeat(32);
    private static final JsonObject LEAST =
            JsonText.parseObject("{\"version\": \"1\", \"image\": {\"sha256\": \"" + SHA + "\", \"size\": 10}}");

    @Test
    void reads_the_entry_of_the_plan() {
        var chute = Chute.parse("hello-web", LEAST.patched(JsonText.parseObject("""
                {"command": ["/bin/start"], "environment": {"MODE": "fast"}, "cpuShares": 256, "memory": 33554432,
                 "pids": 32, "ports": [{"lan": 8081, "chute": 8080, "protocol": "udp"}], "running": false}
                """)));
        assertEquals(List.of("/bin/start"), chute.command());
        assertEquals(Map.of("MODE", new Variable.Plain("fast")), chute.environment());
        assertEquals(new Limits(256, 32 << 20, 32), chute.limits());
        assertEquals(List.of(new Port(8081, 8080, Port.Transport.UDP)), chute.ports());
        assertEquals(false, chute.running());
    }

    @Test
    void takes_defaults_and_writes_them_out() {
        var chute = Chute.parse("a", LEAST);
        assertEquals(new Limits(512, 64 << 20, 64), chute.limits());
        assertTrue(chute.running());
        assertEquals(chute, Chute.parse("a", chute.json()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Hello", "9lives", "a/b", "../etc", "a b", "a-", "a\n", "a;reboot", "ü"})
    void refuses_a_name_that_could_be_more_than_a_name(String name) {
        assertThrows(BadDocument.class, () -> Chute.parse(name, LEAST));
    }

    @Test
    void refuses_a_name_of_more_than_32_characters() {
        assertEquals("a".repeat(32), Chute.parse("a".repeat(32), LEAST).name());
        assertThrows(BadDocument.class, () -> Chute.parse("a".repeat(33), LEAST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"memory\": 6291455} | a/memory",
                "{\"memory\": 68719476737} | a/memory",
                "{\"cpuShares\": 1} | a/cpuShares",
                "{\"cpuShares\": 1025} | a/cpuShares",
                "{\"pids\": 3} | a/pids",
                "{\"pids\": 1.5} | a/pids",
                "{\"privileged\": true} | a/privileged",
                "{\"version\": \"1 2\"} | a/version",
                "{\"environment\": {\"A=B\": \"x\"}} | a/environment/A=B",
                "{\"environment\": {\"A\": \"x\\u0000y\"}} | a/environment/A",
                "{\"command\": [\"x\\u0000y\"]} | a/command/0",
                "{\"command\": \"sh\"} | a/command",
                "{\"ports\": [{\"lan\": 0, \"chute\": 80}]} | a/ports/0/lan",
                "{\"ports\": [{\"lan\": 80, \"chute\": 65536}]} | a/ports/0/chute",
                "{\"ports\": [{\"lan\": 80, \"chute\": 80, \"wan\": 80}]} | a/ports/0/wan",
                "{\"ports\": [{\"lan\": 80, \"chute\": 80, \"protocol\": \"TCP\"}]} | a/ports/0/protocol",
                "{\"image\": {\"sha256\": \"XY\"}} | a/image/sha256",
                "{\"image\": {\"tag\": \"latest\"}} | a/image/tag",
                "{\"running\": \"yes\"} | a/running",
            })
    void refuses_what_is_out_of_range_or_unknown_and_says_where(String patch, String path) {
        var entry = LEAST.patched(JsonText.parseObject(patch.getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                path,
                assertThrows(BadDocument.class, () -> Chute.parse("a", entry)).path());
    }

    @Test
    void names_the_place_of_a_malformed_digest() {
        var entry = LEAST.with(
                "image", JsonObject.EMPTY.with("sha256", "Z".repeat(64)).with("size", 1));
        assertEquals(
                "a/image/sha256",
                assertThrows(BadDocument.class, () -> Chute.parse("a", entry)).path());
    }

    @Test
    void the_schema_knows_exactly_the_members_that_are_read() {
        var entry = ChuteSchema.json().object("additionalProperties").orElseThrow();
        var known = entry.object("properties").orElseThrow().names();
        assertEquals(Chute.parse("a", LEAST).json().names(), known);
        assertEquals(Json.of(false), entry.get("additionalProperties").orElseThrow());
    }
}
