package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.junit.LabTest;
import io.ripcord.testkit.FakeDaemons;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.testkit.NoAllocations;
import io.ripcord.wifi.network.NetworkController;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bridges, addresses and routes in a real kernel: one state after the other, and back when one fails midway. */
@LabTest
class NetworkLabTest {
    private static final int STATES = Boolean.getBoolean("ripcord.long") ? 200 : 20;
    private static final List<String> PORTS = List.of("lan0", "lan1", "lan2", "lan3");

    @TempDir
    Path state;

    private Namespace board;
    private Failing host;
    private NetworkController network;

    @BeforeEach
    void scene(Lab lab) {
        Cloud cloud = Cloud.make(lab);
        board = Board.make(lab, cloud, "device", "10.77.0.2").namespace();
        PORTS.stream()
                .skip(1)
                .forEach(port -> board.run("ip", "link", "add", port, "type", "veth", "peer", "name", "far-" + port)
                        .orThrow());
        host = new Failing(new BoardHost(board));
        network = new NetworkController(new FakeFacts(state), host, new FakeDaemons(), new FakeSecrets());
    }

    @Test
    void every_state_comes_to_stand_and_one_that_fails_midway_leaves_the_kernel_as_it_was() throws Exception {
        long seed = Long.getLong("ripcord.seed", System.nanoTime());
        System.out.println("NetworkLabTest: replay with -Dripcord.seed=" + seed);
        var random = new Random(seed);
        String untouched = kernel();
        for (int i = 0; i < STATES; i++) {
            var section = random(random);
            String before = kernel();
            var units = plan(section);
            if (!units.isEmpty()) {
                var step = units.getFirst().steps().getFirst();
                units.getFirst().prepare(null);
                host.failAt(random.nextDouble());
                assertThrows(Refusal.class, step::apply, "seed " + seed + ", state " + i);
                host.heal();
                step.undo();
                assertEquals(before, kernel(), "seed " + seed + ", state " + i + ": " + section);
            }
            converge(section);
        }
        converge(Section.EMPTY);
        assertEquals(untouched, kernel());
    }

    @Test
    void the_way_out_changes_and_comes_back() throws Exception {
        String before = kernel();
        var step =
                plan(Section.of(JsonText.parseObject("""
                {"wan": {"ipv4": {"method": "static", "address": "10.77.0.9/24", "gateway": "10.77.0.1"}}}"""))).getFirst().steps().getFirst();
        step.apply();
        board.run("busybox", "ping", "-c1", "-W5", "-I", "10.77.0.9", Cloud.ADDRESS)
                .orThrow();
        step.undo();
        assertEquals(before, kernel());
    }

    @Test
    void a_port_that_the_board_has_not_is_refused_before_anything_is_done() throws Exception {
        String before = kernel();
        var unit = plan(Section.of(
                        JsonText.parseObject("{\"networks\": {\"den\": {\"zone\": \"lan\", \"ports\": [\"lan9\"]}}}")))
                .getFirst();
        assertThrows(Refusal.class, () -> unit.prepare(null));
        assertEquals(before, kernel());
    }

    private static Section random(Random random) {
        var ports = new ArrayList<>(PORTS);
        Collections.shuffle(ports, random);
        var lan = new ArrayList<>(ports.subList(0, 1 + random.nextInt(PORTS.size())));
        ports.removeAll(lan);
        boolean more = random.nextBoolean();
        String other = !more
                ? ""
                : ", \"den%d\": {\"zone\": \"guest\", \"ports\": [%s], \"ipv4\": \"192.168.%d.1/2%d\", \"mtu\": %d, \"isolated\": %b}"
                        .formatted(
                                random.nextInt(3),
                                quoted(ports.subList(0, random.nextInt(ports.size() + 1))),
                                90 + random.nextInt(3),
                                4 + random.nextInt(4),
                                1400 + random.nextInt(3) * 50,
                                random.nextBoolean());
        String routes = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> "{\"to\": \"10.%d.0.0/16\", \"via\": \"192.168.77.%d\"}"
                        .formatted(90 + i, 2 + random.nextInt(3)))
                .collect(Collectors.joining(", "));
        return Section.of(JsonText.parseObject("""
                {"networks": {"lan": {"zone": "lan", "ports": [%s], "ipv4": "192.168.77.1/24"}%s}, "routes": [%s]}""".formatted(quoted(lan), other, routes)));
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(", "));
    }

    private void converge(Section section) throws Exception {
        for (var unit : plan(section)) {
            for (var step : unit.steps()) {
                step.apply();
            }
        }
        assertEquals(List.of(), plan(section), section.toString());
    }

    private List<Unit> plan(Section section) throws Exception {
        Allocations none = new NoAllocations();
        assertEquals(List.of(), network.validate(section), section.toString());
        return network.plan(section, network.observe(), none);
    }

    /** What the kernel has of all that the domain governs, less what it fills in by itself. */
    private String kernel() {
        String links = board.run("ip", "-d", "-o", "address", "show", "scope", "global")
                        .orThrow()
                        .out()
                + board.run("ip", "-o", "link", "show").orThrow().out()
                + board.run("ip", "route", "show").orThrow().out();
        return links.lines()
                .map(line -> line.replaceAll("^\\d+: ", "")
                        .replaceAll("@if\\d+", "")
                        .replaceAll("(NO-CARRIER|LOWER_UP|M-DOWN),?|,(NO-CARRIER|LOWER_UP|M-DOWN)", "")
                        .replaceAll("state \\S+|qdisc \\S+|qlen \\d+|linkdown|(link/ether \\S+ )?brd \\S+", "")
                        .replaceAll("[ \\\\]+", " ")
                        .strip())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** A host whose next batch for the kernel ends somewhere in the middle. */
    private static final class Failing implements Host {
        private final Host real;
        private double at = 1;

        Failing(Host real) {
            this.real = real;
        }

        void failAt(double share) {
            at = share;
        }

        void heal() {
            at = 1;
        }

        @Override
        public Result run(List<String> argv, byte[] stdin, Duration limit) throws IOException, InterruptedException {
            if (at == 1 || !argv.contains("-batch")) {
                return real.run(argv, stdin, limit);
            }
            var lines = new ArrayList<>(
                    new String(stdin, StandardCharsets.UTF_8).lines().toList());
            lines.add((int) (at * (lines.size() + 1)), "link set dev nowhere up");
            return real.run(argv, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), limit);
        }

        @Override
        public void write(Path file, byte[] content) throws IOException {
            real.write(file, content);
        }

        @Override
        public void writeSecret(Path file, byte[] content) throws IOException {
            real.writeSecret(file, content);
        }

        @Override
        public void restart(String reason) {
            real.restart(reason);
        }
    }
}
