package io.ripcord.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.trust.Role;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private final Bench bench = new Bench();

    @ParameterizedTest
    @CsvSource({
        "GET,  /state,             in,  in,  in",
        "GET,  /features,          in,  in,  in",
        "GET,  /chutes,            in,  in,  in",
        "GET,  /logs,              in,  in,  in",
        "GET,  /bundles,           in,  in,  in",
        "GET,  /components,        in,  in,  in",
        "GET,  /services/12,       in,  in,  in",
        "GET,  '',                 in,  in,  in",
        "GET,  /status-Configurations, 403, 403, in",
        "GET,  /config,            403, 403, in",
        "GET,  /configMgr,         403, 403, 403",
        "GET,  /vmstat,            403, 403, 403",
        "GET,  /gogo,              403, 403, 403",
        "GET,  /install,           403, 403, 403",
        "POST, /state,             403, in,  in",
        "POST, /state/more,        403, 403, 403",
        "POST, /bundles,           403, 403, 403",
        "POST, /bundles/7,         403, 403, 403",
        "POST, /services,          403, 403, 403",
        "POST, /configMgr,         403, 403, 403",
        "POST, /vmstat,            403, 403, 403",
        "POST, /res,               403, 403, 403",
        "PUT,  /state,             403, 403, 403",
        "DELETE, /bundles/7,       403, 403, 403",
    })
    void lets_each_role_do_what_stands_on_the_list(
            String method, String path, String viewer, String operator, String admin) {
        assertEquals(viewer, as("viewer", method, path));
        assertEquals(operator, as("operator", method, path));
        assertEquals(admin, as("admin", method, path));
    }

    private String as(String user, String method, String path) {
        return bench.gate(new FakeExchange(method, ConsoleSecurity.ROOT + path).session(bench.login(user)));
    }

    @ParameterizedTest
    @CsvSource({
        "/system/console/state/../bundles, /bundles",
        "/system/console/state;x=1, /state",
        "/system/console//state, /state",
    })
    void refuses_an_address_that_could_be_read_differently(String uri, String path) {
        var exchange = new FakeExchange("POST", uri).understoodAs(path).session(bench.login("admin"));
        assertEquals("400", bench.gate(exchange));
    }

    @Test
    void gives_out_the_consoles_own_resources_to_read() {
        var uri = ConsoleSecurity.ROOT + "/res/ui/webconsole.css";
        assertEquals(
                "in",
                bench.gate(new FakeExchange("GET", uri).understoodAs("/res").session(bench.login("viewer"))));
        assertEquals(
                "403",
                bench.gate(new FakeExchange("POST", uri).understoodAs("/res").session(bench.login("admin"))));
        assertEquals("401", bench.gate(new FakeExchange("GET", uri).understoodAs("/res")));
    }

    @Test
    void takes_a_label_with_a_space_in_it() {
        var uri = ConsoleSecurity.ROOT + "/status-System%20Properties";
        var exchange = new FakeExchange("GET", uri).understoodAs("/status-System Properties");
        assertEquals("in", bench.gate(exchange.session(bench.login("admin"))));
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.77.1:8443, https://192.168.77.1:8443, in",
        "localhost:18443, https://localhost:18443, in",
        "evil.example, https://evil.example, 421",
        "192.168.77.1:8443, https://evil.example, 403",
        "192.168.77.1:8443, null, 403",
        "192.168.77.1:8443, http://192.168.77.1:8443, 403",
    })
    void lets_in_only_what_its_own_pages_send_to_its_own_name(String host, String origin, String outcome) {
        var exchange =
                new FakeExchange("POST", StatePage.PATH).header("Host", host).header("Origin", origin);
        assertEquals(outcome, bench.gate(exchange.session(bench.login("admin"))));
    }

    @Test
    void refuses_a_browsers_form_that_does_not_say_where_it_stands() {
        var exchange = new FakeExchange("POST", StatePage.PATH).without("Origin");
        assertEquals("403", bench.gate(exchange.session(bench.login("admin"))));
    }

    @Test
    void shows_people_the_login_and_programs_the_status() {
        var browser = new FakeExchange("GET", StatePage.PATH).header("Accept", "text/html,*/*");
        assertEquals("302", bench.gate(browser));
        assertEquals("/login?next=%2Fsystem%2Fconsole%2Fstate", browser.answered.get("Location"));
        assertEquals("401", bench.gate(new FakeExchange("GET", StatePage.PATH)));
        assertEquals("401", bench.gate(new FakeExchange("GET", StatePage.PATH).session("guess")));
    }

    @Test
    void takes_name_and_password_from_programs() {
        assertEquals("in", basic("admin:password of admin"));
        assertEquals("401", basic("admin:admin"));
        assertEquals("401", basic("admin"));
    }

    @Test
    void lets_nobody_in_before_there_is_an_administrator() {
        var empty = new Bench();
        empty.users.remove("viewer");
        empty.users.remove("operator");
        empty.users.remove("admin");
        var exchange = new FakeExchange("GET", StatePage.PATH)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.UTF_8)));
        assertEquals("401", empty.gate(exchange));
    }

    @Test
    void ends_a_session_with_its_user_his_role_its_idleness_and_its_age() {
        var removed = bench.login("viewer");
        bench.users.remove("viewer");
        assertEquals("401", bench.gate(new FakeExchange("GET", StatePage.PATH).session(removed)));

        var demoted = bench.login("operator");
        bench.users.with("operator", Role.VIEWER);
        assertEquals("401", bench.gate(new FakeExchange("GET", StatePage.PATH).session(demoted)));

        var idle = bench.login("admin");
        bench.nanos += 31 * 60_000_000_000L;
        assertEquals("401", bench.gate(new FakeExchange("GET", StatePage.PATH).session(idle)));

        var old = bench.login("admin");
        for (int i = 0; i < 25; i++) {
            bench.nanos += 29 * 60_000_000_000L;
            bench.gate(new FakeExchange("GET", StatePage.PATH).session(old));
        }
        assertEquals("401", bench.gate(new FakeExchange("GET", StatePage.PATH).session(old)));
    }

    @Test
    void a_session_does_not_outlive_a_user_who_is_added_anew() {
        var before = bench.login("operator");
        bench.users.remove("operator");
        bench.users.add("operator", new char[0], Role.OPERATOR);
        assertEquals("401", bench.gate(new FakeExchange("GET", StatePage.PATH).session(before)));
    }

    @Test
    void logs_out() {
        var secret = bench.login("admin");
        var exchange = new FakeExchange("GET", ConsoleSecurity.ROOT + "/logout").session(secret);
        bench.security.logout(exchange.request(), exchange.response());
        assertTrue(exchange.answered.get("Set-Cookie").contains("Max-Age=0"));
        assertEquals("401", bench.gate(new FakeExchange("GET", StatePage.PATH).session(secret)));
    }

    @Test
    void forbids_other_sites_to_frame_the_console() {
        var exchange = new FakeExchange("GET", StatePage.PATH).session(bench.login("admin"));
        bench.gate(exchange);
        assertEquals("DENY", exchange.answered.get("X-Frame-Options"));
        assertTrue(exchange.answered.get("Content-Security-Policy").contains("frame-ancestors 'none'"));
    }

    private String basic(String pair) {
        var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return bench.gate(new FakeExchange("GET", StatePage.PATH).header("Authorization", "Basic " + encoded));
    }
}
