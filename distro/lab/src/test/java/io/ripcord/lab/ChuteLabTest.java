package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.junit.LabTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a chute may, and what others may with it, is what a LAN, a WAN and the kernel show. */
@LabTest
final class ChuteLabTest extends ChuteLabScene {

    @Test
    void a_chute_is_seen_from_the_lan_and_not_from_the_wan() throws Exception {
        chutes.converge(section("hello-web"));
        assertTrue(page().contains("Hello from version 1"), "page on the LAN");
        assertTrue(bridge().contains("group 82"), "the bridge is the device's: " + bridge());
        assertEquals(List.of(), chutes.plan(section("hello-web")), "a second plan of the same is empty");
        serve(board.namespace(), "careless");
        assertTrue(reaches(board.namespace(), "10.77.0.2", 7000), "a service that listens on all addresses");
        assertEquals("", scan("10.77.0.2"), "open ports on the WAN address");
        cloud.namespace()
                .run("ip", "route", "add", "10.210.0.0/16", "via", "10.77.0.2")
                .orThrow();
        cloud.namespace()
                .run("ip", "route", "add", "192.168.77.0/24", "via", "10.77.0.2")
                .orThrow();
        assertFalse(reaches(cloud.namespace(), "10.210.0.2", 8080), "the chute's own address from the WAN");
        assertFalse(reaches(cloud.namespace(), Board.LAN_ADDRESS, 8081), "the LAN address from the WAN");
        board.lan()
                .namespace()
                .run("ip", "route", "add", "default", "via", Board.LAN_ADDRESS)
                .orThrow();
        assertFalse(reaches(board.lan().namespace(), "10.210.0.2", 8080), "an unpublished way from the LAN");
    }

    @Test
    void a_chute_gets_out_to_the_wan_and_not_to_device_lan_or_other_chutes() throws Exception {
        chutes.converge(section("hello-web").with("other", entry("hello-web-2").without("ports")));
        serve(board.namespace(), "page");
        serve(cloud.namespace(), "outside");
        assertTrue(reachesFromChute("hello-web", Cloud.ADDRESS, 7000), "the WAN");
        assertFalse(reachesFromChute("hello-web", "10.210.0.1", 7000), "the device on the chute's bridge");
        assertFalse(reachesFromChute("hello-web", Board.LAN_ADDRESS, 7000), "the device on the LAN");
        assertFalse(reachesFromChute("hello-web", "10.210.0.18", 8080), "another chute");
        serve(board.lan().namespace(), "client");
        assertFalse(reachesFromChute("hello-web", LanClient.ADDRESS, 7000), "a client on the LAN");
    }

    @Test
    void limits_and_confinement_are_what_the_kernel_has() throws Exception {
        chutes.converge(section("hello-web"));
        var id = container("hello-web");
        var parent = "ripcord-" + board.namespace().name();
        assertEquals("512", cgroup("cpu", id, "cpu.shares"), parent);
        assertEquals("33554432", cgroup("memory", id, "memory.limit_in_bytes"));
        assertEquals("64", cgroup("pids", id, "pids.max"));
        var pid = inspect(id, "{{.State.Pid}}");
        var status = Files.readString(Path.of("/proc/" + pid + "/status"));
        assertTrue(status.contains("CapEff:\t0000000000000000"), status);
        assertTrue(status.contains("NoNewPrivs:\t1"), status);
        assertTrue(inChute("hello-web", "touch", "/here").err().contains("Read-only"));
        assertEquals(
                "true [] false",
                inspect(id, "{{.HostConfig.Init}} [{{.HostConfig.RestartPolicy.Name}}] {{.HostConfig.Privileged}}"));
        assertEquals("nameserver 127.0.0.11", resolver("hello-web"));
        assertEquals("[10.210.0.1]", inspect(id, "{{.HostConfig.Dns}}"));
    }

    @Test
    void update_keeps_the_data_and_removal_leaves_nothing() throws Exception {
        chutes.converge(section("hello-web"));
        var first = container("hello-web");
        chutes.converge(section("hello-web-2"));
        assertTrue(page().contains("Hello from version 2"));
        assertTrue(page().contains("started 2 time(s)"), page());
        assertFalse(board.engine().docker("inspect", first).ok(), "the old container is gone");
        chutes.converge(section("hello-web-2", false));
        assertFalse(reaches(board.lan().namespace(), Board.LAN_ADDRESS, 8081));
        chutes.converge(section("hello-web-2"));
        assertTrue(page().contains("started 3 time(s)"), page());
        chutes.converge(JsonObject.EMPTY);
        assertEquals("", board.engine().docker("ps", "-aq").out().strip());
        assertEquals("", board.engine().docker("images", "-q").out().strip());
        assertEquals(
                "",
                board.engine()
                        .docker("network", "ls", "-q", "--filter", "type=custom")
                        .out()
                        .strip());
        assertEquals("", bridge());
        assertEquals(JsonObject.EMPTY, chutes.observed());
    }

    @Test
    void a_chute_that_does_not_stay_up_is_undone_and_the_old_one_runs_again() throws Exception {
        chutes.converge(section("hello-web"));
        var broken = entry("hello-web-2")
                .with(
                        "command",
                        JsonText.parse("[\"/bin/busybox\", \"sh\", \"-c\", \"echo no; exit 3\"]"
                                .getBytes(StandardCharsets.UTF_8)));
        var refusal = assertThrows(Refusal.class, () -> chutes.converge(JsonObject.EMPTY.with("hello-web", broken)));
        assertTrue(refusal.getMessage().contains("Exited (3), its last words: no"), refusal.getMessage());
        assertTrue(page().contains("Hello from version 1"));
        assertEquals(List.of(), chutes.plan(section("hello-web")), "nothing differs after the undo");
        assertEquals(1, chutes.runtime.images().size());
    }
}
