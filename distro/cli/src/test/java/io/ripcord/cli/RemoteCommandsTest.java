package io.ripcord.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonText;
import io.ripcord.cli.remote.FakeServer;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemoteCommandsTest {
    private static final String STATE = "{'fleetGeneration': 3, 'localGeneration': 7, 'fleet': {'domains': {'chutes':"
            + " {'given': {'version': '1'}}}}, 'local': {}, 'effective': {'domains': {'chutes': {'given': {'version': '1'},"
            + " 'own': {'version': '2', 'running': true}}}}}";
    private static final String ACCEPTED = "{'layer': 'local', 'generation': 8, 'change': 'c-000008'}";

    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();
    private final StringWriter words = new StringWriter();

    @Test
    void lists_the_devices_of_the_console() {
        server.on(
                "GET /api/v1/devices",
                "{'devices': [{'id': 'rc-1', 'model': 'Lab board', 'online': true, 'uptimeSeconds': 3700, 'generation': 4, 'outcome': 'applied'}]}");
        assertEquals(0, run("device", "ls"));
        assertTrue(
                words.toString().contains("rc-1    Lab board  -      -     yes     1 h 1 min  4           applied"),
                words.toString());
    }

    @Test
    void asks_the_only_device_when_none_is_named() {
        server.on("GET /api/v1/devices", "{'devices': [{'id': 'rc-1'}]}")
                .on("GET /api/v1/devices/rc-1/changes", "{'changes': []}");
        assertEquals(0, run("change", "ls"));
    }

    @Test
    void refuses_to_guess_between_several_devices() {
        server.on("GET /api/v1/devices", "{'devices': [{'id': 'rc-1'}, {'id': 'rc-2'}]}");
        assertEquals(1, run("change", "ls"));
        assertTrue(words.toString().contains("--device"), words.toString());
        server.on("GET /api/v1/devices/rc-2/changes", "{'changes': []}");
        assertEquals(0, run("change", "ls", "--device", "rc-2"));
    }

    @Test
    void takes_local_before_and_after_the_command() {
        server.on("GET /api/v1/changes", "{'changes': []}");
        assertEquals(0, run("--local", "change", "ls"));
        assertEquals(0, run("change", "ls", "--local"));
        assertEquals(0, run("change", "--local", "ls"));
    }

    @Test
    void says_what_happened_why_and_what_to_do() {
        server.on(
                "GET /api/v1/changes",
                "{'changes': [" + change("failed", "'finished': '2026-01-01T00:00:01.200Z',") + "]}");
        assertEquals(0, run("--local", "change", "show"));
        var said = words.toString();
        assertTrue(said.contains("c-000008 failed after 1.2 s: it was tried and taken back"), said);
        assertTrue(said.contains("features/greeter failed; out of service for 120 ms"), said);
        assertTrue(said.contains("why: its component threw"), said);
        assertTrue(said.contains("what to do: mend it"), said);
    }

    @Test
    void sets_a_secret_from_standard_input_and_waits_for_what_refers_to_it() {
        var digest = "ab".repeat(32);
        server.on(
                        "POST /api/v1/secrets",
                        201,
                        "{'secret': 'token', 'digest': '" + digest + "', 'accepted': " + ACCEPTED + "}")
                .on("GET /api/v1/changes/c-000008", change(null, ""))
                .on("GET /api/v1/settled", change("applied", ""));
        var in = System.in;
        System.setIn(new ByteArrayInputStream("correct horse\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertEquals(0, run("--local", "secret", "set", "token", "--value-stdin"));
        } finally {
            System.setIn(in);
        }
        assertEquals(
                JsonText.parseObject("{\"name\": \"token\", \"value\": \"correct horse\"}"),
                server.body("POST /api/v1/secrets"));
        assertTrue(words.toString().contains("token is kept as abababababab."), words.toString());
        assertFalse(words.toString().contains("horse"), words.toString());
    }

    @Test
    void edits_what_it_saw_and_waits_for_the_outcome() throws Exception {
        server.on("GET /api/v1/state", STATE)
                .on("POST /api/v1/state", 202, ACCEPTED)
                .on("GET /api/v1/changes/c-000008", change(null, ""))
                .on("GET /api/v1/settled", 204, "")
                .on("GET /api/v1/settled", change("applied", ""));
        var patch = Files.writeString(folder.resolve("patch.json"), "{\"system\": {\"name\": \"attic\"}}");
        assertEquals(0, run("--local", "state", "edit", patch.toString()));
        assertEquals(
                JsonText.parseObject("{\"basedOn\": 7, \"patch\": {\"system\": {\"name\": \"attic\"}}}"),
                server.body("POST /api/v1/state"));
        assertTrue(words.toString().contains("  step one\n"), words.toString());
        assertEquals(words.toString().indexOf("  step one\n"), words.toString().lastIndexOf("  step one\n"));
    }

    @Test
    void ends_with_1_when_the_change_failed() throws Exception {
        server.on("GET /api/v1/state", STATE)
                .on("POST /api/v1/state", 202, ACCEPTED)
                .on("GET /api/v1/changes/c-000008", change(null, ""))
                .on("GET /api/v1/settled", change("failed", ""));
        var patch = Files.writeString(folder.resolve("patch.json"), "{}");
        assertEquals(1, run("--local", "state", "edit", patch.toString()));
    }

    @Test
    void ends_with_1_and_the_servers_sentence_when_it_refuses() throws Exception {
        server.on("GET /api/v1/state", STATE)
                .on(
                        "POST /api/v1/state",
                        422,
                        "{'error': {'reason': 'invalid', 'message': 'system/name: it is too long; use 64.'}}");
        var patch = Files.writeString(folder.resolve("patch.json"), "{}");
        assertEquals(1, run("--local", "state", "edit", patch.toString()));
        assertTrue(words.toString().contains("ripcord: system/name: it is too long; use 64."), words.toString());
    }

    @Test
    void answers_a_confirm_window_over_a_connection_of_its_own() throws Exception {
        server.on("GET /api/v1/state", STATE)
                .on("POST /api/v1/state", 202, ACCEPTED)
                .on("GET /api/v1/changes/c-000008", change(null, "").replace("'apply'", "'confirm'"))
                .on("POST /api/v1/changes/c-000008/confirm", 204, "")
                .on("GET /api/v1/settled", change("applied", ""));
        var patch = Files.writeString(folder.resolve("patch.json"), "{}");
        assertEquals(0, run("--local", "state", "edit", patch.toString()));
        assertTrue(
                server.asked().contains("POST /api/v1/changes/c-000008/confirm over a new connection"),
                server.asked().toString());
    }

    @Test
    void lets_a_change_stay_over_a_connection_of_its_own() {
        server.on("GET /api/v1/changes", "{'changes': [" + change(null, "") + "]}")
                .on("POST /api/v1/changes/c-000008/confirm", 204, "")
                .on(
                        "POST /api/v1/changes/c-000007/confirm",
                        409,
                        "{'error': {'reason': 'not-confirmed', 'message': 'No.'}}");
        assertEquals(0, run("--local", "change", "confirm"));
        assertTrue(
                server.asked().contains("POST /api/v1/changes/c-000008/confirm over a new connection"),
                server.asked().toString());
        assertTrue(words.toString().contains("c-000008 may stay."), words.toString());
        assertEquals(1, run("--local", "change", "confirm", "c-000007"));
    }

    @Test
    void does_not_confirm_through_the_console_what_must_reach_the_device() {
        server.on("GET /api/v1/devices", "{'devices': [{'id': 'rc-1'}]}");
        assertEquals(1, run("change", "confirm", "c-000008"));
        assertTrue(words.toString().contains("--local"), words.toString());
    }

    @Test
    void hides_on_a_device_what_the_fleet_gave_and_removes_what_is_its_own() {
        settling();
        assertEquals(0, run("--local", "chute", "remove", "given"));
        assertEquals("{\"chutes\":{\"given\":false}}", patch());
        assertEquals(0, run("--local", "chute", "remove", "own"));
        assertEquals("{\"chutes\":{\"own\":null}}", patch());
        assertEquals(1, run("--local", "chute", "remove", "nobody"));
    }

    @Test
    void stops_a_chute_by_an_edit_of_its_whole_entry() {
        settling();
        assertEquals(0, run("--local", "chute", "stop", "own"));
        assertEquals("{\"chutes\":{\"own\":{\"version\":\"2\",\"running\":false}}}", patch());
    }

    @Test
    void tries_again_when_somebody_else_edited_in_between() {
        server.on("GET /api/v1/state", STATE)
                .on("POST /api/v1/state", 409, "{'error': {'reason': 'stale', 'message': 'Stale.'}}")
                .on("POST /api/v1/state", 202, ACCEPTED)
                .on("GET /api/v1/settled", change("applied", ""))
                .on("GET /api/v1/changes/c-000008", change(null, ""));
        assertEquals(0, run("--local", "chute", "stop", "own"));
    }

    @Test
    void tells_what_differs_since_a_change() {
        server.on("GET /api/v1/state", STATE)
                .on(
                        "GET /api/v1/history",
                        "{'history': [{'change': 'c-000007', 'effective': {'domains': {'chutes': {'own': {'version': '1', 'running': true}}}}}]}");
        assertEquals(0, run("--local", "state", "diff", "c-000007"));
        assertTrue(words.toString().contains("~ chutes/own/version: \"1\" -> \"2\""), words.toString());
        assertTrue(words.toString().contains("+ chutes/given"), words.toString());
        assertEquals(1, run("--local", "state", "diff", "c-000001"));
    }

    @Test
    void copies_logs_as_they_come() {
        server.on("GET /api/v1/chutes/own/logs", "hello\n");
        assertEquals(0, run("--local", "chute", "logs", "-f", "own"));
        assertEquals("hello\n", words.toString());
        assertEquals(List.of("GET /api/v1/chutes/own/logs?follow=true&lines=100"), server.asked());
    }

    @Test
    void keeps_the_token_of_a_login_to_its_user() throws Exception {
        server.on("POST /api/v1/session", "{'token': 'secret', 'name': 'ann', 'role': 'admin'}");
        var in = System.in;
        try {
            System.setIn(
                    new java.io.ByteArrayInputStream("pass word\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertEquals(0, run("login", "--local", "--name", "ann", "--password-stdin"));
        } finally {
            System.setIn(in);
        }
        var token = folder.resolve("token");
        assertEquals("secret", Files.readString(token));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token)));
        assertEquals(
                "{\"name\":\"ann\",\"password\":\"pass word\"}",
                server.body("POST /api/v1/session").text());
        assertFalse(words.toString().contains("secret"), words.toString());
    }

    @Test
    void speaks_json_to_machines() {
        server.on("GET /api/v1/changes", "{'changes': []}");
        assertEquals(0, run("--json", "--local", "change", "ls"));
        assertTrue(JsonText.parseObject(words.toString()).get("changes").isPresent());
    }

    private void settling() {
        server.on("GET /api/v1/state", STATE)
                .on("POST /api/v1/state", 202, ACCEPTED)
                .on("GET /api/v1/changes/c-000008", change(null, ""))
                .on("GET /api/v1/settled", change("applied", ""));
    }

    private String patch() {
        return server.body("POST /api/v1/state").object("patch").orElseThrow().text();
    }

    private static String change(String outcome, String finished) {
        return ("{'id': 'c-000008', 'fleetGeneration': 3, 'localGeneration': 8, 'author': 'ann', 'started':"
                + " '2026-01-01T00:00:00Z', " + finished + " 'phase': '" + (outcome == null ? "apply" : "done") + "',"
                + (outcome == null ? "" : " 'outcome': '" + outcome + "',")
                + " 'units': [{'unit': 'features/greeter', 'outcome': 'failed', 'reason': 'its component threw',"
                + " 'remedy': 'mend it', 'gapMillis': 120}], 'progress': ['step one']}");
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--url",
                "https://127.0.0.1:1",
                "--cert",
                "none",
                "--token",
                folder.resolve("token").toString()));
        var out = new PrintWriter(words, true);
        var shell = new Shell(new Checkout(folder, folder.resolve("home")), out);
        return Main.commandLine(shell, server.opener()).setOut(out).setErr(out).execute(all.toArray(String[]::new));
    }
}
