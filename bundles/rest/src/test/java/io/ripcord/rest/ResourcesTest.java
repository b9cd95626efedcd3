package io.ripcord.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Body;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.trust.Digest;
import io.ripcord.testkit.FakeUsers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourcesTest {
    private static final String EDIT = "{\"basedOn\": 0, \"patch\": {\"system\": {\"name\": \"attic\"}}}";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() {
        bench = new Bench(folder);
    }

    @Test
    void says_who_the_device_is() throws Exception {
        var device = bench.document(Bench.as("viewer", "GET", "device"));
        assertEquals(Optional.of("rc-0123456789abcdef"), device.string("id"));
        assertEquals(Optional.of(Json.of(120)), device.get("uptimeSeconds"));
        assertEquals(Optional.empty(), device.get("tenant"));
    }

    @Test
    void takes_an_edit_in_the_name_of_who_asks() throws Exception {
        var accepted = bench.document(Bench.as("operator", "POST", "state", EDIT));
        assertEquals(Optional.of(Json.of(1)), accepted.get("generation"));
        assertEquals(Optional.of("local"), accepted.string("layer"));
        assertEquals("operator", bench.states.changes().getFirst().author());
        var state = bench.document(Bench.as("viewer", "GET", "state"));
        assertEquals(
                Optional.of("attic"),
                state.object("effective")
                        .orElseThrow()
                        .object("domains")
                        .orElseThrow()
                        .object("system")
                        .orElseThrow()
                        .string("name"));
    }

    @Test
    void refuses_an_edit_that_is_stale_or_has_unknown_members() throws Exception {
        assertEquals(202, bench.status(Bench.as("operator", "POST", "state", EDIT)));
        assertEquals(409, bench.status(Bench.as("operator", "POST", "state", EDIT)));
        assertEquals(400, bench.status(Bench.as("operator", "POST", "state", EDIT.replace("basedOn", "basedon"))));
        assertEquals(
                422, bench.status(Bench.as("operator", "POST", "state", "{\"basedOn\": 1, \"patch\": {\"a\": 1}}")));
    }

    @Test
    void previews_without_taking() throws Exception {
        var steps = bench.document(Bench.as("operator", "POST", "state/preview", EDIT))
                .get("steps");
        assertEquals(Optional.of(JsonArray.of(Json.of("change system"))), steps);
        assertEquals(0, bench.states.snapshot().localGeneration());
    }

    @Test
    void rolls_back_to_what_was_wanted() throws Exception {
        bench.status(Bench.as("operator", "POST", "state", EDIT));
        bench.states.settle(Outcome.APPLIED);
        assertEquals(202, bench.status(Bench.as("operator", "POST", "history/c-000001/rollback")));
        assertEquals(2, bench.states.snapshot().localGeneration());
    }

    @Test
    void keeps_an_upload_only_when_it_is_what_its_name_says() throws Exception {
        var sha = Digest.of("hello").hex();
        assertEquals(422, bench.status(Bench.as("operator", "PUT", "artifacts/" + sha, "other")));
        assertEquals(404, bench.status(Bench.as("viewer", "HEAD", "artifacts/" + sha)));
        assertEquals(201, bench.status(Bench.as("operator", "PUT", "artifacts/" + sha, "hello")));
        assertEquals(200, bench.status(Bench.as("viewer", "HEAD", "artifacts/" + sha)));
    }

    @Test
    void refuses_a_body_that_is_too_large() throws Exception {
        assertEquals(413, bench.status(Bench.as("operator", "POST", "state", " ".repeat(Body.MAX_JSON) + EDIT)));
    }

    @Test
    void makes_the_first_administrator_and_no_second() throws Exception {
        bench.users.remove("admin");
        var wrong = "{\"code\": \"guess\", \"name\": \"ann\", \"password\": \"password of ann\"}";
        var right = wrong.replace("guess", FakeUsers.ADMIN_CODE);
        assertEquals(403, bench.status(Bench.as("", "POST", "claim", wrong)));
        assertEquals(
                Optional.of("admin"),
                bench.document(Bench.as("", "POST", "claim", right)).string("role"));
        assertEquals(403, bench.status(Bench.as("", "POST", "claim", right)));
        assertEquals(200, bench.status(Bench.as("ann", "GET", "users")));
    }

    @Test
    void slows_down_who_guesses_passwords() throws Exception {
        var guess = "{\"name\": \"admin\", \"password\": \"guess\"}";
        for (int i = 0; i < 20; i++) {
            assertEquals(401, bench.status(Bench.as("", "POST", "session", guess)));
        }
        assertEquals(429, bench.status(Bench.as("", "POST", "session", guess)));
        bench.nanos += 3_000_000_000L;
        assertEquals(401, bench.status(Bench.as("", "POST", "session", guess)));
        assertEquals(429, bench.status(Bench.as("", "POST", "claim", guess)));
    }

    @Test
    void copies_logs_and_says_when_there_is_no_such_chute() throws Exception {
        assertEquals("last 5 and on", text("chutes/hello-web/logs?lines=5&follow=true"));
        assertEquals(
                422,
                assertThrows(Failure.class, () -> text("chutes/nobody/logs")).status());
        assertEquals(400, bench.status(Bench.as("viewer", "GET", "chutes/hello-web/logs?lines=many")));
    }

    @Test
    void enrols_and_says_whose_it_is_now() throws Exception {
        var answer = bench.document(Bench.as("admin", "POST", "enrol", "{\"claimCode\": \"RC1.x\"}"));
        assertEquals(Optional.of("acme"), answer.string("tenant"));
    }

    @Test
    void adds_a_user_who_can_log_in() throws Exception {
        var user = "{\"name\": \"bob\", \"password\": \"password of bob\", \"role\": \"viewer\"}";
        assertEquals(201, bench.status(Bench.as("admin", "POST", "users", user)));
        assertEquals(422, bench.status(Bench.as("admin", "POST", "users", user)));
        assertTrue(bench.document(Bench.as("admin", "GET", "users")).text().contains("bob"));
        assertEquals(200, bench.status(Bench.as("bob", "GET", "device")));
    }

    private String text(String path) throws Exception {
        var out = new ByteArrayOutputStream();
        ((Answer.Text) bench.answer(Bench.as("viewer", "GET", path))).source().copyTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
