package io.ripcord.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.cli.remote.Access;
import io.ripcord.cli.remote.FakeServer;
import io.ripcord.lab.Home;
import io.ripcord.lab.Ledger;
import io.ripcord.lab.StandardLab;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IntroductionTest {
    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();
    private Home home;

    @BeforeEach
    void has_something_up() throws IOException {
        home = Home.at(folder);
        Ledger ledger = new Ledger(home.ledger());
        ledger.begin();
        ledger.add(new Ledger.Noted(StandardLab.CONSOLE_PAGES, "https://127.0.0.1:1"));
        ledger.add(new Ledger.Noted(StandardLab.DEVICE_PAGES, "https://127.0.0.1:2"));
        Path run = Files.createDirectories(home.board(StandardLab.DEVICE).resolve("state/run"));
        Files.writeString(run.resolve("local.token"), "root of the board\n");
    }

    @Test
    void keeps_a_token_of_an_operator_at_the_console() {
        server.on("POST /api/v1/users", 201, "{}").on("POST /api/v1/session", "{'token': 'abc', 'role': 'operator'}");
        new Introduction(home, server.opener()).operator();
        assertEquals(Optional.of("abc"), Access.asUser(false, home).token());
        assertEquals(
                "operator", server.body("POST /api/v1/users").string("role").orElseThrow());
    }

    @Test
    void keeps_the_token_of_an_earlier_run_while_it_is_good() {
        Access.asUser(false, home).keep("abc");
        server.on("GET /api/v1/devices", "{'devices': []}");
        new Introduction(home, server.opener()).operator();
        assertEquals(List.of("GET /api/v1/devices"), server.asked());
    }

    @Test
    void brings_a_device_without_a_fleet_into_the_consoles() {
        server.on("GET /api/v1/device", "{'id': 'rc-1'}")
                .on("POST /api/v1/claims", 201, "{'claimCode': 'RC1.x'}")
                .on("POST /api/v1/enrol", "{}");
        assertEquals("rc-1", new Introduction(home, server.opener()).device());
        assertEquals(
                "RC1.x", server.body("POST /api/v1/enrol").string("claimCode").orElseThrow());
    }

    @Test
    void waits_until_the_console_hears_the_device() throws InterruptedException {
        server.on("GET /api/v1/devices/rc-1/device", "{'id': 'rc-1', 'online': true}");
        new Introduction(home, server.opener()).awaitOnline("rc-1");
        assertEquals(List.of("GET /api/v1/devices/rc-1/device"), server.asked());
    }

    @Test
    void leaves_a_device_in_its_fleet() {
        server.on("GET /api/v1/device", "{'id': 'rc-1', 'tenant': 'lab'}");
        new Introduction(home, server.opener()).device();
        assertEquals(List.of("GET /api/v1/device"), server.asked());
    }

    @Test
    void shows_roots_token_to_what_is_up_here_and_to_no_other_server() {
        List<Optional<String>> shown = new ArrayList<>();
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        server.on("GET /api/v1/changes", "{'changes': []}");
        for (String[] words : new String[][] {
            {"--local", "change", "ls"}, {"--local", "change", "ls", "--url", "https://example.com", "--cert", "x"}
        }) {
            Main.commandLine(new Shell(new Checkout(folder, folder), nowhere), (access, token) -> {
                        shown.add(token);
                        return server.opener().open(access, token);
                    })
                    .execute(words);
        }
        assertEquals(List.of(Optional.of("root of the board"), Optional.empty()), shown);
    }
}
