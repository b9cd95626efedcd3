package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.junit.LabTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What strangers, and users who may not, get from the web of a running device. */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WebDoorLabTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String ROOT = "/system/console";
    /** More than the server has threads. */
    private static final int MANY = 250;

    private static final String SHA = "0".repeat(64);

    private DeviceScene scene;
    private RawHttp web;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    @BeforeAll
    void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        var rest = scene.startDevice().rest();
        for (var role : List.of("admin", "operator", "viewer")) {
            rest.post(
                    "users",
                    JsonObject.EMPTY
                            .with("name", "a-" + role)
                            .with("password", PASSWORD)
                            .with("role", role));
        }
        web = new RawHttp(scene.board.forward(0).port());
        for (var role : List.of("viewer", "operator", "admin")) {
            var answer = web.ask(web.post("/api/v1/session", "application/json", credentials("a-" + role)));
            tokens.put(role, JsonText.parseObject(answer.body()).string("token").orElseThrow());
        }
    }

    @AfterAll
    void nothingTold() throws Exception {
        var log = Files.readString(scene.board.state().resolve("log/device.log"));
        assertFalse(log.contains("could not be answered"), "a request was a fault of the device");
    }

    private static String credentials(String name) {
        return JsonObject.EMPTY.with("name", name).with("password", PASSWORD).text();
    }

    @Test
    @Order(1)
    void each_route_that_the_device_names_is_closed_to_who_may_not() throws Exception {
        var index = JsonText.parseObject(web.ask(web.get("/api/v1/", "Authorization: Bearer " + tokens.get("viewer")))
                .body());
        var routes = ((JsonArray) index.get("routes").orElseThrow()).items();
        assertTrue(routes.size() > 20, index::text);
        var ranks = List.of("viewer", "operator", "admin");
        for (var item : routes) {
            var route = (JsonObject) item;
            var method = route.string("method").orElseThrow();
            var path = "/api/v1/"
                    + route.string("path")
                            .orElseThrow()
                            .replace("{sha256}", SHA)
                            .replaceAll("\\{[^}]*}", "nobody-9");
            var role = route.string("role");
            var what = method + " " + path;
            var rebound = web.ask(web.request(method, path, "evil.example"));
            assertTrue(List.of(400, 421).contains(rebound.status()), what + " " + rebound.status());
            assertTold(rebound, what);
            var host = "127.0.0.1:" + web.port();
            assertEquals(
                    403,
                    web.ask(web.request(method, path, host, "Origin: https://evil.example"))
                            .status(),
                    what);
            assertEquals(
                    403,
                    web.ask(web.request(method, path, host, "Origin: null")).status(),
                    what);
            if (role.isPresent()) {
                assertEquals(401, web.ask(web.request(method, path, host)).status(), what);
                var forged = "Authorization: Bearer " + "x".repeat(43);
                assertEquals(
                        401, web.ask(web.request(method, path, host, forged)).status(), what);
            }
            for (var rank : ranks) {
                boolean tooLow = ranks.indexOf(rank) < ranks.indexOf(role.orElse("viewer"));
                if (tooLow) {
                    var bearer = "Authorization: Bearer " + tokens.get(rank);
                    assertEquals(
                            403,
                            web.ask(web.request(method, path, host, bearer)).status(),
                            rank + " " + what);
                }
            }
            var unknown = web.ask(web.request("PATCH", path, host));
            assertEquals(405, unknown.status(), what);
            assertTold(unknown, what);
        }
    }

    @Test
    @Order(2)
    void pages_and_plugins_are_closed_however_their_address_is_written() throws Exception {
        var paths = new ArrayList<String>();
        for (var page : List.of(
                "bundles",
                "components",
                "configMgr",
                "configMgr/a.b",
                "config",
                "services",
                "status-Configurations",
                "events",
                "licenses",
                "logs",
                "vmstat",
                "shell",
                "gogo",
                "install",
                "deppack",
                "memoryusage",
                "jmx",
                "depfinder",
                "upload",
                "slinglog",
                "healthcheck",
                "state",
                "features",
                "chutes",
                "nothing")) {
            paths.add(ROOT + "/" + page);
            paths.add(ROOT + "/" + page + ".json");
            paths.add(ROOT + "/res/..;/" + page);
            paths.add(ROOT + "/res/../" + page);
            paths.add(ROOT + "/res/%2e%2e/" + page);
            paths.add(ROOT + "/res/%2e%2e%2f" + page);
            paths.add(ROOT + "/res;x=/" + page);
            paths.add(ROOT + "//" + page);
            paths.add("/login/..;" + ROOT + "/" + page);
            paths.add("/login/%2e%2e" + ROOT + "/" + page);
        }
        for (var path : paths) {
            var answer = web.ask(web.get(path));
            assertTrue(List.of(400, 401, 403, 404, 421).contains(answer.status()), path + " " + answer.status());
            assertTold(answer, path);
            var written = web.ask(web.post(path, "application/x-www-form-urlencoded", "action=apply"));
            assertTrue(List.of(400, 401, 403, 404, 405).contains(written.status()), path + " " + written.status());
        }
        for (var path : List.of("/", "/login", "/claim", "/nothing", "/api/v1/nothing", "/api/v1/session")) {
            var answer = web.ask(web.get(path));
            assertTrue(answer.head().contains("X-Content-Type-Options: nosniff"), path + answer.head());
            assertTrue(answer.head().contains("Content-Security-Policy: "), path + answer.head());
            assertTrue(answer.head().contains("Cache-Control: no-store"), path + answer.head());
            assertFalse(answer.head().contains("Server: "), path + answer.head());
            assertTold(answer, path);
        }
    }

    @Test
    @Order(3)
    void a_session_is_new_hidden_from_scripts_and_over_when_it_is_ended() throws Exception {
        var fixed = "__Host-ripcord=" + "A".repeat(43);
        var host = "127.0.0.1:" + web.port();
        var form = "name=a-operator&password=" + PASSWORD.replace(' ', '+');
        var login = web.ask(web.post(
                "/login", "application/x-www-form-urlencoded", form, "Cookie: " + fixed, "Origin: https://" + host));
        var set = login.header("Set-Cookie");
        for (var flag : List.of("Path=/", "Secure", "HttpOnly", "SameSite=Strict")) {
            assertTrue(set.contains(flag), set);
        }
        var cookie = set.substring(0, set.indexOf(';'));
        assertFalse(cookie.equals(fixed));
        assertEquals(200, web.ask(web.get(ROOT + "/state", "Cookie: " + cookie)).status());
        assertEquals(401, web.ask(web.get(ROOT + "/state", "Cookie: " + fixed)).status());
        var noOrigin =
                web.post(ROOT + "/state", "application/x-www-form-urlencoded", "action=apply", "Cookie: " + cookie);
        assertEquals(403, web.ask(noOrigin).status());
        web.ask(web.get(ROOT + "/logout", "Cookie: " + cookie));
        assertEquals(401, web.ask(web.get(ROOT + "/state", "Cookie: " + cookie)).status());

        var bearer = "Authorization: Bearer " + tokens.get("operator");
        assertEquals(200, web.ask(web.get("/api/v1/device", bearer)).status());
        assertEquals(
                204,
                web.ask(web.request("DELETE", "/api/v1/session", host, bearer)).status());
        assertEquals(401, web.ask(web.get("/api/v1/device", bearer)).status());
    }

    @Test
    @Order(4)
    void a_request_that_two_readers_could_cut_differently_is_refused_and_its_connection_closed() throws Exception {
        var second = "GET /api/v1/second HTTP/1.1\r\nHost: 127.0.0.1:" + web.port() + "\r\n\r\n";
        var line = "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:" + web.port() + "\r\n";
        for (var headers : List.of(
                "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Content-Length: +4\r\n\r\nabcd",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "X: a\r\n b\r\n\r\n",
                "Host: evil.example\r\n\r\n",
                "X: a\0b\r\n\r\n",
                "X: " + "a".repeat(17_000) + "\r\n\r\n")) {
            var answers = web.exchange(line + headers + second);
            assertTrue(
                    answers.startsWith("HTTP/1.1 4"), headers.substring(0, Math.min(60, headers.length())) + answers);
            assertFalse(answers.contains("second") || answers.indexOf("HTTP/1.1", 8) > 0, headers + answers);
            assertTold(new RawHttp.Answer(answers), headers);
        }
    }

    @Test
    @Order(5)
    void who_dawdles_keeps_nobody_else_waiting() throws Exception {
        var slow = new ArrayList<SSLSocket>();
        try {
            for (int i = 0; i < MANY; i++) {
                slow.add(web.open("POST /login HTTP/1.1\r\nHost: 127.0.0.1:" + web.port()
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nname="));
                if (i % 4 == 0) {
                    slow.add(web.open("GET /api/v1/device HTTP/1.1\r\nHost: 127"));
                }
            }
            var waiting = slow.get(10);
            assertFalse(RawHttp.ended(waiting), "it dawdles before the next one asks");
            var answer = web.ask(web.get("/api/v1/device", "Authorization: Bearer " + tokens.get("viewer")));
            assertEquals(200, answer.status());
            assertFalse(RawHttp.ended(waiting), "the next one waited until those who dawdle were cut off");
        } finally {
            for (var one : slow) {
                one.close();
            }
        }
    }

    @Test
    @Order(6)
    void what_others_wrote_runs_no_script_in_a_page(Lab lab) throws Exception {
        var mark =
                "<img src=x onerror=window.pwned=1><script>window.pwned=1</script>'\"><svg onload=window.pwned=1>${x}";
        Files.writeString(scene.board.state().resolve("log/device.log"), mark + "\n", StandardOpenOption.APPEND);
        var encoded = java.net.URLEncoder.encode(mark, java.nio.charset.StandardCharsets.UTF_8);
        var site = "https://127.0.0.1:" + web.port();
        try (var browser = new Chromium(
                Path.of("/tmp").resolve("ripcord-" + lab.home().root().hashCode()))) {
            browser.open(site + "/login?next=" + encoded);
            assertEquals("undefined", browser.evaluate("typeof window.pwned"));
            browser.evaluate("document.querySelector('input[name=name]').value = 'a-admin'");
            browser.evaluate("document.querySelector('input[name=password]').value = '" + PASSWORD + "'");
            browser.evaluate("document.querySelector('form').requestSubmit()");
            browser.awaitText("location.pathname", ROOT);
            for (var page : List.of(
                    "logs",
                    "logs?chute=" + encoded,
                    "state?diff=" + encoded,
                    "state?change=" + encoded,
                    "bundles?" + encoded,
                    "components/" + encoded,
                    "services?filter=" + encoded)) {
                browser.open(site + ROOT + "/" + page);
                assertEquals("undefined", browser.evaluate("typeof window.pwned"), page);
            }
            browser.open(site + ROOT + "/logs");
            assertTrue(
                    browser.evaluate("document.body.innerText").contains("onerror=window.pwned"), "the mark is shown");
            browser.open(site + ROOT + "/state");
            browser.evaluate("document.querySelector('textarea').value = "
                    + JsonText.write(io.ripcord.api.json.Json.of("{\"" + mark.replace("\"", "") + "\":1}")));
            browser.evaluate("document.querySelector('button[value=preview]').click()");
            browser.awaitText("document.body.innerText", "onerror=window.pwned");
            assertEquals("undefined", browser.evaluate("typeof window.pwned"));
        }
    }

    /** No stack, no class, no page of the container's own that tells what it is. */
    private static void assertTold(RawHttp.Answer answer, String what) {
        for (var word : List.of("\tat ", "Exception", "jetty", "Jetty", "Caused by")) {
            assertFalse(answer.all().contains(word), () -> what + " was answered with " + answer.all());
        }
    }
}
