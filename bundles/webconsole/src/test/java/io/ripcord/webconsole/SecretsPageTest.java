package io.ripcord.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.trust.SecretValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsPageTest {
    private final Bench bench = new Bench();

    @Test
    void sets_a_secret_and_shows_its_name_and_digest_only() throws Exception {
        var exchange = post("admin", "set", "token", "hunter2");
        assertTrue(exchange.text().contains("token is kept as"), exchange.text());
        assertFalse(exchange.text().contains("hunter2"), exchange.text());
        var reference = bench.secrets.local("token").orElseThrow();
        assertEquals(Optional.of("hunter2"), bench.secrets.find(reference).map(SecretValue::text));
        var page = get("viewer").text();
        assertTrue(page.contains("token") && page.contains(reference.digest().brief()), page);
        assertFalse(page.contains("hunter2") || page.contains("<form"), page);
    }

    @Test
    void brings_what_refers_to_it_to_the_new_value_and_removes_only_what_nothing_refers_to() throws Exception {
        post("admin", "set", "token", "one");
        bench.states.editLocal(new LocalEdit(
                0,
                JsonText.parseObject(
                        "{\"system\": {\"key\": {\"secret\": \"token\", \"digest\": \"" + "0".repeat(64) + "\"}}}"),
                "admin"));
        var exchange = post("admin", "set", "token", "two");
        assertTrue(exchange.text().contains("change c-000002 brings it about"), exchange.text());
        assertEquals(
                Optional.of(bench.secrets.local("token").orElseThrow().json()),
                bench.states.snapshot().effective().section("system").object("key"));
        assertTrue(post("admin", "remove", "token", "").text().contains("in use"));
        bench.states.editLocal(new LocalEdit(2, JsonText.parseObject("{\"system\": {\"key\": null}}"), "admin"));
        assertTrue(post("admin", "remove", "token", "").text().contains("is forgotten"));
    }

    @Test
    void is_written_by_administrators_only_and_repeats_no_value_in_the_wrong_place() throws Exception {
        assertEquals(403, post("operator", "set", "token", "one").status);
        var wrong = post("admin", "set", "Hunter 2!", "token");
        assertFalse(wrong.text().contains("Hunter"), wrong.text());
        assertTrue(wrong.text().contains("it is no name of a secret"), wrong.text());
    }

    private FakeExchange post(String user, String action, String name, String value) throws Exception {
        var exchange = new FakeExchange("POST", SecretsPage.PATH)
                .parameter("action", action)
                .parameter("name", name)
                .parameter("value", value);
        return bench.page(bench.secretsPage, exchange.session(bench.login(user)));
    }

    private FakeExchange get(String user) throws Exception {
        return bench.page(bench.secretsPage, new FakeExchange("GET", SecretsPage.PATH).session(bench.login(user)));
    }
}
