package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.junit.LabTest;
import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chutes on a real engine behind a real firewall, seen from both sides of the board. */
@LabTest
final class ChuteLabTest {
    private static final Path SAMPLES = Path.of("../samples");
    private static final String PAGE = "http://" + Board.LAN_ADDRESS + ":8081/";

    @TempDir
    Path folder;

    private Board board;
    private Cloud cloud;
    private ChuteBoard chutes;

    @BeforeEach
    void startBoard(Lab lab) throws IOException {
        cloud = Cloud.make(lab);
        board = Board.make(lab, cloud, "device", "10.77.0.2");
        board.engine().start();
        chutes = new ChuteBoard(board, folder);
    }

    @Test
    void a_chute_is_seen_from_the_lan_and_not_from_the_wan() throws Exception {
        chutes.converge(section("hello-web"));
        assertTrue(page().contains("Hello from version 1"), "page on the LAN");
        assertEquals(List.of(), chutes.plan(section("hello-web")), "a second plan of the same is empty");
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
        board.namespace().start("page", List.of("busybox", "httpd", "-f", "-p", "7000", "-h", "/tmp"), Map.of());
        cloud.namespace().start("outside", List.of("busybox", "httpd", "-f", "-p", "7000", "-h", "/tmp"), Map.of());
        assertTrue(reachesFromChute("hello-web", Cloud.ADDRESS, 7000), "the WAN");
        assertFalse(reachesFromChute("hello-web", "10.210.0.1", 7000), "the device on the chute's bridge");
        assertFalse(reachesFromChute("hello-web", Board.LAN_ADDRESS, 7000), "the device on the LAN");
        assertFalse(reachesFromChute("hello-web", "10.210.0.18", 8080), "another chute");
        board.lan()
                .namespace()
                .start("client", List.of("busybox", "httpd", "-f", "-p", "7000", "-h", "/tmp"), Map.of());
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

    private record Timed(String message) {}

    private interface Attempt {
        void run() throws Exception;
    }

    /** Fails unless the attempt fails within 15 s. */
    private static Timed timed(Attempt attempt) {
        long start = System.nanoTime();
        var failure = assertThrows(IOException.class, attempt::run);
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() <= 15, "it took too long");
        return new Timed(failure.getMessage());
    }

    private JsonObject section(String sample) throws IOException {
        return section(sample, true);
    }

    private JsonObject section(String sample, boolean running) throws IOException {
        return JsonObject.EMPTY.with("hello-web", entry(sample).with("running", running));
    }

    private JsonObject entry(String sample) throws IOException {
        var entry =
                JsonText.parseObject(Files.readAllBytes(SAMPLES.resolve(sample).resolve("chute.json")));
        return entry.without("name")
                .with("image", archive(sample, "evil:latest").json());
    }

    private Artifact archive(String sample, String name) throws IOException {
        Path work = Files.createDirectories(folder.resolve("work").resolve(sample + name.hashCode()));
        Path archive = work.resolve("image.tar");
        if (!Files.exists(archive)) {
            ChuteArchive.make(SAMPLES.resolve(sample), work, name);
        }
        return chutes.artifacts.add(Files.readAllBytes(archive));
    }

    private String page() {
        return board.lan().namespace().run("curl", "-s", "-m", "5", PAGE).out();
    }

    /** Tries all ports below 10000 that could be open, in one go. */
    private String scan(String address) {
        return cloud.namespace()
                .run(
                        Duration.ofSeconds(60),
                        "/bin/bash",
                        "-c",
                        "for p in 22 53 80 443 2375 2376 7000 8080 8081 8443 8883; do"
                                + " timeout 0.3 bash -c \"</dev/tcp/" + address + "/$p\" 2>/dev/null && echo $p; done;"
                                + " true")
                .out()
                .strip();
    }

    private static boolean reaches(Namespace from, String address, int port) {
        return from.run("timeout", "2", "bash", "-c", "</dev/tcp/" + address + "/" + port)
                .ok();
    }

    private boolean reachesFromChute(String chute, String address, int port) {
        return inChute(
                        chute,
                        "timeout",
                        "2",
                        "/bin/busybox",
                        "nc",
                        "-w",
                        "1",
                        address,
                        "" + port,
                        "-e",
                        "/bin/busybox",
                        "true")
                .ok();
    }

    private Command.Outcome inChute(String chute, String... argv) {
        var all = new ArrayList<>(List.of("exec", container(chute), "/bin/busybox"));
        all.addAll(List.of(argv));
        return board.engine().docker(all.toArray(String[]::new));
    }

    private String resolver(String chute) {
        return inChute(chute, "grep", "nameserver", "/etc/resolv.conf").out().strip();
    }

    private String container(String chute) {
        return board.engine()
                .docker("ps", "-aq", "--no-trunc", "--filter", "label=io.ripcord.unit=chutes/" + chute)
                .out()
                .strip();
    }

    private String inspect(String id, String format) {
        return board.engine()
                .docker("inspect", "-f", format, id)
                .orThrow()
                .out()
                .strip();
    }

    private static String cgroup(String controller, String id, String file) throws IOException {
        try (var walk = Files.walk(Path.of("/sys/fs/cgroup/" + controller), 4)) {
            var found = walk.filter(path -> path.endsWith(id)).findFirst().orElseThrow();
            return Files.readString(found.resolve(file)).strip();
        }
    }

    private void signal(String name) {
        var pid = board.namespace().run("cat", "/run/docker.pid").out().strip();
        board.namespace().run("kill", "-" + name, pid).orThrow();
    }
}
