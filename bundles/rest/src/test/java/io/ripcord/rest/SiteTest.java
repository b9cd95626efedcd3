package io.ripcord.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "192.168.77.1:8443, 200",
        "192.168.77.1, 200",
        "localhost:18443, 200",
        "127.0.0.1:18443, 200",
        "[::1]:8443, 200",
        "ripcord.lan:8443, 200",
        "RC-0123456789abcdef.local:8443, 200",
        "evil.example:8443, 421",
        "192.168.77.1.evil.example, 421",
        "'', 421",
    })
    void answers_only_as_what_the_device_is_called(String host, int status) throws Exception {
        assertEquals(status, ask(host, Optional.empty(), "token of admin"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://ripcord.lan:8443, 200",
        "https://ripcord.lan, 403",
        "http://ripcord.lan:8443, 403",
        "https://evil.example, 403",
        "null, 403",
    })
    void answers_only_to_its_own_pages(String origin, int status) throws Exception {
        assertEquals(status, ask("ripcord.lan:8443", Optional.of(origin), "token of admin"));
    }

    @Test
    void does_not_know_a_foreign_token() throws Exception {
        assertEquals(401, ask(Bench.HOST, Optional.empty(), "token of eve"));
    }

    @Test
    void asks_for_the_site_before_a_password() throws Exception {
        var body = "{\"name\": \"admin\", \"password\": \"password of admin\"}";
        assertEquals(421, login(body, "evil.example", Optional.empty()));
        assertEquals(403, login(body, Bench.HOST, Optional.of("https://evil.example")));
        assertEquals(200, login(body, Bench.HOST, Optional.empty()));
    }

    private int login(String body, String host, Optional<String> origin) throws Exception {
        return new Bench(folder).status(Bench.request("POST", "session", body, Optional.empty(), host, origin, "c1"));
    }

    private int ask(String host, Optional<String> origin, String token) throws Exception {
        return new Bench(folder)
                .status(Bench.request("GET", "device", "", Optional.of("Bearer " + token), host, origin, "c1"));
    }
}
