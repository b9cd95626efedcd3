package io.ripcord.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.testkit.FakeUsers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenPagesTest {
    private final Bench bench = new Bench();
    private final LoginPage login = new LoginPage(bench.entrance, bench.sessions, bench.users);
    private final ClaimPage claim = new ClaimPage(bench.entrance, bench.sessions, bench.users);

    @Test
    void begins_a_session_that_no_script_and_no_other_site_can_use() throws Exception {
        var exchange = login("admin", "password of admin");
        assertEquals(302, exchange.status);
        assertEquals("/system/console/state", exchange.answered.get("Location"));
        assertTrue(exchange.answered.get("Set-Cookie").endsWith("; Path=/; Secure; HttpOnly; SameSite=Strict"));
        assertEquals("in", bench.gate(new FakeExchange("GET", StatePage.PATH).session(exchange.cookie())));
    }

    @Test
    void says_no_to_a_wrong_password_and_slows_down_who_guesses() throws Exception {
        var exchange = login("admin", "admin");
        assertEquals(401, exchange.status);
        assertFalse(exchange.answered.containsKey("Set-Cookie"));
        for (int i = 0; i < 19; i++) {
            login("admin", "guess" + i);
        }
        assertEquals(429, login("admin", "password of admin").status);
    }

    @ParameterizedTest
    @CsvSource({
        "/system/console/logs, /system/console/logs",
        "https://evil.example/, /system/console/state",
        "//evil.example/system/console, /system/console/state",
        "/system/console/../../login, /system/console/state",
        "'/system/console/x\"onclick', /system/console/state",
    })
    void leads_back_into_the_console_and_nowhere_else(String next, String location) throws Exception {
        var exchange = post("/login")
                .parameter("name", "admin")
                .parameter("password", "password of admin")
                .parameter("next", next);
        login.service(exchange.request(), exchange.response());
        assertEquals(location, exchange.answered.get("Location"));
    }

    @Test
    void makes_the_first_administrator_and_no_second() throws Exception {
        bench.users.remove("admin");
        var sent = new FakeExchange("GET", "/login");
        login.service(sent.request(), sent.response());
        assertEquals("/claim", sent.answered.get("Location"));

        assertEquals(403, claim("guess", "ann", "password of ann", "password of ann").status);
        assertEquals(422, claim(FakeUsers.ADMIN_CODE, "ann", "password of ann", "other").status);
        var made = claim(FakeUsers.ADMIN_CODE, "ann", "password of ann", "password of ann");
        assertEquals(302, made.status);
        assertEquals("in", bench.gate(new FakeExchange("GET", StatePage.PATH).session(made.cookie())));
        assertEquals(403, claim(FakeUsers.ADMIN_CODE, "bob", "password of bob", "password of bob").status);
    }

    @Test
    void shows_what_was_typed_without_running_it() throws Exception {
        bench.users.remove("admin");
        var exchange = claim("guess", "<script>'\"", "p", "p");
        assertFalse(exchange.text().contains("<script>"), exchange.text());
        assertTrue(exchange.text().contains("value='&lt;script&gt;&#39;&#34;'"), exchange.text());
    }

    @Test
    void answers_by_its_own_names_only() throws Exception {
        var exchange = new FakeExchange("GET", "/login").header("Host", "evil.example");
        login.service(exchange.request(), exchange.response());
        assertEquals(421, exchange.status);
    }

    @Test
    void takes_no_other_body_than_a_small_form() throws Exception {
        var text = post("/login").header("Content-Type", "text/plain").parameter("name", "admin");
        login.service(text.request(), text.response());
        assertEquals(415, text.status);
        var large = post("/login").parameter("name", "a".repeat(16 * 1024));
        login.service(large.request(), large.response());
        assertEquals(413, large.status);
        var broken = post("/login").parameter("name%zz", "admin");
        login.service(broken.request(), broken.response());
        assertEquals(400, broken.status);
    }

    private FakeExchange login(String name, String password) throws Exception {
        var exchange = post("/login").parameter("name", name).parameter("password", password);
        login.service(exchange.request(), exchange.response());
        return exchange;
    }

    private FakeExchange claim(String code, String name, String password, String again) throws Exception {
        var exchange = post("/claim")
                .parameter("code", code)
                .parameter("name", name)
                .parameter("password", password)
                .parameter("again", again);
        claim.service(exchange.request(), exchange.response());
        return exchange;
    }

    private static FakeExchange post(String uri) {
        return new FakeExchange("POST", uri);
    }
}
