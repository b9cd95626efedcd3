package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.junit.LabTest;
import io.ripcord.lab.linux.Await;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.NoAllocations;
import io.ripcord.wifi.nftables.FirewallController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The firewall in a real kernel: a board between a client on its LAN side and a hostile Internet. */
@LabTest
class FirewallLabTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CLIENT = "192.168.77.2";
    private static final String INTERNET = "10.77.0.1";
    private static final int RELOADS = Boolean.getBoolean("ripcord.long") ? 1000 : 100;

    @TempDir
    Path state;

    private Namespace board;
    private Namespace client;
    private Namespace internet;
    private FirewallController firewall;

    @BeforeEach
    void scene(Lab lab) {
        Cloud cloud = Cloud.make(lab);
        Board made = Board.make(lab, cloud, "device", "10.77.0.2");
        board = made.namespace();
        client = made.lan().namespace();
        internet = cloud.namespace();
        internet.run("ip", "route", "add", "192.168.77.0/24", "via", "10.77.0.2")
                .orThrow();
        client.run("ip", "route", "add", "default", "via", "192.168.77.1").orThrow();
        firewall = new FirewallController(new FakeFacts(state), new BoardHost(board));
    }

    @Test
    void rules_change_under_way_and_back_while_counters_and_learned_sets_stay() throws Exception {
        converge("{\"zones\": {\"lan\": {\"connections\": {\"perSource\": 50}}}}");
        internet.run("socat", "-u", "OPEN:/etc/hostname", "UDP-SENDTO:" + CLIENT + ":9")
                .orThrow();
        holdOpen();
        assertEquals(1, dropped());
        assertTrue(rules().contains(CLIENT + " ct count over 50"), rules());

        var steps = steps(
                "{\"zones\": {\"lan\": {\"connections\": {\"perSource\": 50}}}, \"rules\": {\"a\": {\"protocol\": \"udp\", \"ports\": [\"9\"], \"action\": \"drop\"}}}");
        steps.getFirst().apply();
        assertEquals(1, dropped());
        assertTrue(rules().contains(CLIENT + " ct count over 50"), rules());
        steps.getFirst().undo();
        assertEquals(1, dropped());
        assertEquals(List.of(), plan("{\"zones\": {\"lan\": {\"connections\": {\"perSource\": 50}}}}"));

        converge("{\"zones\": {\"lan\": {\"forward\": {}}}}");
        assertEquals(1, dropped());
        assertFalse(rules().contains("open-ip-lan"), rules());
    }

    @Test
    void a_rule_that_revokes_stops_what_is_under_way() throws Exception {
        converge("{}");
        internet.start("server", List.of("socat", "-u", "OPEN:/dev/zero", "TCP-LISTEN:80,fork,reuseaddr"), Map.of());
        Await.until(SOON, "the server listens", () -> internet.listens(80));
        client.start(
                "download",
                List.of("curl", "-so", "/dev/null", "--limit-rate", "200k", "--http0.9", "http://" + INTERNET + "/"),
                Map.of());
        Await.until(SOON, "the download runs", () -> arrived() > 300_000);
        converge(
                "{\"rules\": {\"no-web\": {\"from\": \"lan\", \"protocol\": \"tcp\", \"ports\": [\"80\"], \"action\": \"drop\"}}}");
        long stopped = arrived();
        TimeUnit.SECONDS.sleep(3);
        assertTrue(arrived() - stopped < 10_000, () -> arrived() - stopped + " bytes came after the rule");
    }

    @Test
    void no_packet_passes_that_old_and_new_rules_forbid() throws Exception {
        converge("{}");
        Path leaked = state.resolve("leaked");
        client.start("trap", List.of("socat", "-u", "UDP-RECV:9999", "OPEN:" + leaked + ",creat,append"), Map.of());
        internet.start(
                "attacker",
                List.of("sh", "-c", "yes leak | socat -u -b 32 - UDP-SENDTO:" + CLIENT + ":9999"),
                Map.of());
        Await.until(SOON, "the attack runs", () -> dropped() > 1000);
        for (int i = 0; i < RELOADS; i++) {
            converge("{\"rules\": {\"r%d\": {\"protocol\": \"tcp\", \"ports\": [\"%d\"], \"action\": \"accept\"}}}"
                    .formatted(i % 7, 1 + i));
        }
        assertTrue(dropped() > 2000);
        assertEquals(0, size(leaked));
    }

    private void converge(String section) throws Exception {
        for (Step step : steps(section)) {
            step.apply();
        }
        assertEquals(List.of(), plan(section));
    }

    private List<Step> steps(String section) throws Exception {
        return plan(section).stream().flatMap(unit -> unit.steps().stream()).toList();
    }

    private List<io.ripcord.api.domain.Unit> plan(String section) throws Exception {
        return firewall.plan(Section.of(JsonText.parseObject(section)), firewall.observe(), new NoAllocations());
    }

    private String rules() {
        return board.run("nft", "list", "table", "inet", "ripcord").orThrow().out();
    }

    private long dropped() {
        String counter = board.run("nft", "list", "counter", "inet", "ripcord", "forward-wan")
                .orThrow()
                .out();
        return Long.parseLong(counter.replaceAll("(?s).*packets (\\d+) .*", "$1"));
    }

    /** A connection that lasts: what the kernel learned of one that is over it may forget at any moment. */
    private void holdOpen() {
        internet.start("server", List.of("socat", "TCP-LISTEN:80,fork,reuseaddr", "PIPE"), Map.of());
        Await.until(SOON, "the server listens", () -> internet.listens(80));
        client.start("held", List.of("socat", "-u", "TCP:" + INTERNET + ":80", "OPEN:/dev/null"), Map.of());
        Await.until(SOON, "the firewall counts the connection", () -> rules().contains(CLIENT + " ct count over 50"));
    }

    /** Bytes that reached the client, whatever its programs have read of them yet. */
    private long arrived() {
        return Long.parseLong(client.run("cat", "/sys/class/net/eth0/statistics/rx_bytes")
                .orThrow()
                .out()
                .strip());
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
