package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonObject;
import io.ripcord.lab.junit.LabTest;
import io.ripcord.lab.linux.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chutes beside an engine that crashes or hangs, and beside containers of others. */
@LabTest
final class ChuteEngineLabTest extends ChuteLabScene {

    @Test
    void nothing_of_others_is_touched() throws Exception {
        BusyboxImage.load(board.engine(), folder);
        BusyboxImage.sleep(board.engine(), "foreign");
        board.engine().docker("network", "create", "foreign").orThrow();
        var named = archive("hello-web", BusyboxImage.NAME);
        chutes.converge(JsonObject.EMPTY.with("hello-web", entry("hello-web").with("image", named.json())));
        chutes.converge(JsonObject.EMPTY);
        assertEquals(
                "running",
                board.engine()
                        .docker("inspect", "-f", "{{.State.Status}}", "foreign")
                        .out()
                        .strip());
        assertTrue(board.engine().docker("network", "inspect", "foreign").ok());
        assertTrue(board.engine().docker("image", "inspect", BusyboxImage.NAME).ok());
    }

    @Test
    void chutes_outlive_engine_and_device_process_and_are_adopted() throws Exception {
        chutes.converge(section("hello-web"));
        var before = container("hello-web");
        board.engine().kill();
        assertTrue(page().contains("started 1 time(s)"), "the page while the engine is dead");
        var absent = timed(() -> chutes.again().observed());
        assertTrue(absent.message().contains("no container engine answers"), absent.message());
        board.engine().start();
        assertEquals(List.of(), chutes.again().plan(section("hello-web")), "adopted as it is");
        assertEquals(List.of(), chutes.plan(section("hello-web")), "old connections to the engine are no trouble");
        assertEquals(before, container("hello-web"));
        assertTrue(page().contains("started 1 time(s)"));
    }

    @Test
    void a_bridge_that_the_engine_made_anew_at_a_start_of_the_board_is_taken_over() throws Exception {
        chutes.converge(section("hello-web", false));
        board.engine().kill();
        board.namespace().run("ip", "link", "delete", "chute0").orThrow();
        board.engine().start();
        Await.until(
                Duration.ofSeconds(10), "the engine made the bridge anew", () -> bridge().contains("group default"));
        chutes.again().converge(section("hello-web"));
        assertTrue(bridge().contains("group 82"), bridge());
        assertTrue(page().contains("Hello from version 1"));
        assertEquals(List.of(), chutes.again().plan(section("hello-web")));
    }

    @Test
    void an_engine_that_hangs_fails_the_unit_within_15_s_and_is_used_again_later() throws Exception {
        chutes.converge(section("hello-web"));
        var dockerd = board.engine();
        signal("STOP");
        try {
            var hung = timed(() -> chutes.observed());
            assertTrue(hung.message().contains("hangs"), hung.message());
            assertTrue(timed(() -> chutes.runtime.ping()).message().contains("a moment ago"));
            assertTrue(page().contains("Hello from version 1"), "the page while the engine hangs");
        } finally {
            signal("CONT");
        }
        assertTrue(dockerd.running());
        Await.until(Duration.ofSeconds(20), "the engine answers again", () -> {
            try {
                chutes.runtime.ping();
                return true;
            } catch (IOException | InterruptedException _) {
                return false;
            }
        });
        assertEquals(List.of(), chutes.plan(section("hello-web")));
    }

    @Test
    void logs_come_line_by_line_until_the_chute_ends() throws Exception {
        chutes.converge(section("hello-web"));
        var out = new ByteArrayOutputStream();
        chutes.runtime.logs(container("hello-web"), 10, false, out);
        assertTrue(
                out.toString(StandardCharsets.UTF_8).startsWith("hello-web: Hello from version 1, start number 1"),
                out.toString(StandardCharsets.UTF_8));
        var followed = new ByteArrayOutputStream();
        var reader = Thread.ofVirtual().start(() -> {
            try {
                chutes.runtime.logs(container("hello-web"), 10, true, followed);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        page();
        Await.until(
                Duration.ofSeconds(10),
                "the request is logged",
                () -> followed.toString(StandardCharsets.UTF_8).contains("response:200"));
        chutes.converge(section("hello-web", false));
        assertTrue(reader.join(Duration.ofSeconds(10)), "following ends with the chute");
    }
}
