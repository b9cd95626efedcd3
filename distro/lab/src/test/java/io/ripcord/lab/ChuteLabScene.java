package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A board with chutes on a real engine behind a real firewall, and looks at it from both sides. */
abstract class ChuteLabScene {
    private static final Path SAMPLES = Path.of("../samples");
    static final String PAGE = "http://" + Board.LAN_ADDRESS + ":8081/";

    @TempDir
    Path folder;

    Board board;
    Cloud cloud;
    ChuteBoard chutes;

    @BeforeEach
    void startBoard(Lab lab) throws IOException {
        cloud = Cloud.make(lab);
        board = Board.make(lab, cloud, "device", "10.77.0.2");
        board.engine().start();
        chutes = new ChuteBoard(board, folder);
    }

    record Timed(String message) {}

    interface Attempt {
        void run() throws Exception;
    }

    /** Fails unless the attempt fails within 15 s. */
    static Timed timed(Attempt attempt) {
        long start = System.nanoTime();
        var failure = assertThrows(IOException.class, attempt::run);
        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() <= 15, "it took too long");
        return new Timed(failure.getMessage());
    }

    JsonObject section(String sample) throws IOException {
        return section(sample, true);
    }

    JsonObject section(String sample, boolean running) throws IOException {
        return JsonObject.EMPTY.with("hello-web", entry(sample).with("running", running));
    }

    JsonObject entry(String sample) throws IOException {
        var entry =
                JsonText.parseObject(Files.readAllBytes(SAMPLES.resolve(sample).resolve("chute.json")));
        return entry.without("name")
                .with("image", archive(sample, "evil:latest").json());
    }

    Artifact archive(String sample, String name) throws IOException {
        Path work = Files.createDirectories(folder.resolve("work").resolve(sample + name.hashCode()));
        Path archive = work.resolve("image.tar");
        if (!Files.exists(archive)) {
            ChuteArchive.make(SAMPLES.resolve(sample), work, name);
        }
        return chutes.artifacts.add(Files.readAllBytes(archive));
    }

    /** As soon as somebody listens there: a chute that was started again needs a moment. */
    String page() {
        return board.lan()
                .namespace()
                .run("curl", "-s", "-m", "10", "--retry", "5", "--retry-connrefused", "--retry-delay", "1", PAGE)
                .out();
    }

    /** The first chute's bridge as {@code ip} shows it; empty when it is not there. */
    String bridge() {
        return board.namespace()
                .run("ip", "-o", "link", "show", "dev", "chute0")
                .out();
    }

    /** The ports that accept a connection, of those that something on a board could listen on. */
    String scan(String address) {
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

    static boolean reaches(Namespace from, String address, int port) {
        return from.run("timeout", "2", "bash", "-c", "</dev/tcp/" + address + "/" + port)
                .ok();
    }

    boolean reachesFromChute(String chute, String address, int port) {
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

    Command.Outcome inChute(String chute, String... argv) {
        var all = new ArrayList<>(List.of("exec", container(chute), "/bin/busybox"));
        all.addAll(List.of(argv));
        return board.engine().docker(all.toArray(String[]::new));
    }

    static void serve(Namespace where, String name) {
        where.start(name, List.of("busybox", "httpd", "-f", "-p", "7000", "-h", "/tmp"), Map.of());
        Await.until(Duration.ofSeconds(5), name + " listens", () -> reaches(where, "127.0.0.1", 7000));
    }

    String resolver(String chute) {
        return inChute(chute, "grep", "nameserver", "/etc/resolv.conf").out().strip();
    }

    String container(String chute) {
        return board.engine()
                .docker("ps", "-aq", "--no-trunc", "--filter", "label=io.ripcord.unit=chutes/" + chute)
                .out()
                .strip();
    }

    String inspect(String id, String format) {
        return board.engine()
                .docker("inspect", "-f", format, id)
                .orThrow()
                .out()
                .strip();
    }

    static String cgroup(String controller, String id, String file) throws IOException {
        try (var walk = Files.walk(Path.of("/sys/fs/cgroup/" + controller), 4)) {
            var found = walk.filter(path -> path.endsWith(id)).findFirst().orElseThrow();
            return Files.readString(found.resolve(file)).strip();
        }
    }

    void signal(String name) {
        var pid = board.namespace().run("cat", "/run/docker.pid").out().strip();
        board.namespace().run("kill", "-" + name, pid).orThrow();
        // a thread that runs on another processor may answer once more
        Await.until(Duration.ofSeconds(5), "signal " + name + " has come", () -> stopped(pid) == name.equals("STOP"));
    }

    private static boolean stopped(String pid) {
        try (var threads = Files.list(Path.of("/proc", pid, "task"))) {
            return threads.allMatch(thread -> state(thread).equals("T"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String state(Path thread) {
        try {
            var stat = Files.readString(thread.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
        } catch (IOException _) {
            return "gone";
        }
    }
}
