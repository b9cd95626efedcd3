package io.ripcord.system.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Health;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.testkit.FakeDaemons;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeHost;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Ipv6;
import io.ripcord.wifi.api.ServedNetwork;
import io.ripcord.wifi.api.Subnet;
import io.ripcord.wifi.api.Zone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeKeepingTest {
    private static final TimeSection ASKED = new TimeSection(List.of("10.77.0.1"), false, Optional.empty());
    private static final TimeSection TOLD = new TimeSection(List.of("10.77.0.1"), true, Optional.empty());

    @TempDir
    Path root;

    private final FakeDaemons daemons = new FakeDaemons();
    private final FakeHost host = new FakeHost();
    private final FakeWallClock clock = new FakeWallClock("2026-11-25T12:00:00Z");
    private TimeKeeping time;

    @BeforeEach
    void start() {
        time = new TimeKeeping(new FakeFacts(root), host, daemons, clock);
    }

    @Test
    void nobody_is_asked_and_nothing_looked_for_until_a_document_names_servers() throws Exception {
        change(TimeSection.NONE, Map.of());
        assertEquals(JsonObject.EMPTY, time.observe());
        assertEquals(List.of(), host.runs());
    }

    @Test
    void servers_are_asked_by_a_program_that_is_known_again_and_ends_with_them() throws Exception {
        change(ASKED, Map.of());
        start();
        assertEquals(List.of(), time.change(ASKED, Map.of(), time.observe()).steps());
        change(new TimeSection(List.of("ntp.example"), false, Optional.empty()), Map.of());
        change(TimeSection.NONE, Map.of());
        assertEquals(List.of("start chronyd", "stop chronyd", "start chronyd", "stop chronyd"), daemons.acts());
        try (var files = Files.list(folder())) {
            assertEquals(List.of(), files.toList(), "settings that nothing runs with");
        }
    }

    @Test
    void a_program_that_died_is_started_again() throws Exception {
        change(ASKED, Map.of());
        daemons.crash("chronyd");
        change(ASKED, Map.of());
        assertEquals(List.of("start chronyd", "start chronyd"), daemons.acts());
    }

    @Test
    void one_of_many_servers_that_differs_is_not_believed() throws Exception {
        change(ASKED, Map.of());
        assertTrue(settings("chronyd").contains("minsources 1\n"));
        change(new TimeSection(List.of("a", "b", "c"), false, Optional.empty()), Map.of());
        assertTrue(settings("chronyd").contains("server c iburst\nminsources 2\n"), settings("chronyd"));
    }

    @Test
    void who_may_not_set_the_clock_only_looks_at_it_and_says_so() throws Exception {
        clock.ours = false;
        change(ASKED, Map.of());
        assertEquals("-x", daemons.find("chronyd").orElseThrow().argv().getLast());
        host.answering(_ -> new Host.Result(0, "0A,10.77.0.1,6,1.2,0.0,-3600.1,3600.0,0,9,1,0,1,0.0,Normal\n", ""));
        var seen = time.observe();
        assertEquals(Optional.of(Json.of(false)), seen.get("setsClock"));
        assertEquals(Optional.of(Json.of(false)), seen.get("right"));
        assertEquals(Optional.of(Json.of(-3600)), seen.get("wrongBySeconds"));
        assertEquals(Optional.of("10.77.0.1"), seen.string("source"));
    }

    @Test
    void the_time_is_told_at_the_boards_addresses_and_nowhere_else() throws Exception {
        change(TOLD, Map.of("guest", network("guest", "192.168.80.1")));
        assertEquals(List.of("start chronyd", "start chronyd-board", "start chronyd-guest"), daemons.acts());
        assertEquals(List.of("bindaddress 192.168.77.1"), bound("chronyd-board"));
        assertEquals(List.of("bindaddress 192.168.80.1", "bindaddress fd00::1"), bound("chronyd-guest"));
        assertEquals(List.of("bindaddress 127.0.0.1", "bindaddress ::1"), bound("chronyd"));
        for (var name : List.of("chronyd-board", "chronyd-guest")) {
            assertTrue(daemons.find(name).orElseThrow().argv().contains("-x"), name);
        }
    }

    @Test
    void a_network_that_takes_over_the_boards_address_takes_over_its_time() throws Exception {
        change(TOLD, Map.of());
        change(TOLD, Map.of("lan", network("lan", "192.168.77.1")));
        assertEquals(
                List.of("stop chronyd-board", "start chronyd-lan"),
                daemons.acts().subList(2, 4));
    }

    @Test
    void settings_that_chronyd_does_not_take_are_refused_in_its_own_words() {
        host.answering(_ -> new Host.Result(1, "", "Fatal error : Invalid directive at line 1"));
        var refusal = assertThrows(Refusal.class, () -> change(ASKED, Map.of()));
        assertTrue(refusal.getMessage().contains("Invalid directive"), refusal.getMessage());
        assertEquals(List.of(), daemons.acts());
    }

    @Test
    void one_that_ends_at_once_fails_the_change_and_the_one_before_comes_back() throws Exception {
        change(ASKED, Map.of());
        var before = daemons.find("chronyd").orElseThrow().argv();
        var change = time.change(new TimeSection(List.of("b"), false, Optional.empty()), Map.of(), time.observe());
        change.prepare();
        change.steps().getFirst().apply();
        daemons.crash("chronyd");
        assertTrue(change.health() instanceof Health.Failing);
        change.steps().getFirst().undo();
        assertEquals(before, daemons.find("chronyd").orElseThrow().argv());
        assertTrue(Files.exists(Path.of(before.getLast())), "its settings are there");
    }

    @Test
    void the_id_of_a_program_that_was_killed_does_not_keep_the_next_one_from_starting() throws Exception {
        var pid = Files.createDirectories(folder()).resolve("chronyd.pid");
        Files.writeString(pid, "1\n");
        change(ASKED, Map.of());
        assertFalse(Files.exists(pid));
    }

    @Test
    void a_time_zone_is_a_link_to_its_rules_and_utc_none() throws Exception {
        var link = root.toAbsolutePath().resolve("state/run/localtime");
        change(new TimeSection(List.of(), false, Optional.of("Etc/GMT+5")), Map.of());
        assertEquals(Path.of("/usr/share/zoneinfo/Etc/GMT+5"), Files.readSymbolicLink(link));
        assertEquals(Optional.of("Etc/GMT+5"), time.observe().string("zone"));
        change(TimeSection.NONE, Map.of());
        assertFalse(Files.isSymbolicLink(link));
    }

    @Test
    void what_chronyc_says_is_understood_or_counts_as_nothing() {
        assertEquals(
                new Tracking(Optional.of("10.99.0.1"), 0.25),
                Tracking.parse("0A,10.99.0.1,6,1.2,0.0,0.25,0.1,0,9,1,0,1,0.0,Normal"));
        for (var line : List.of(
                "",
                "506 Cannot talk to daemon",
                "0,,0,0,0,0,0,0,0,0,1,1,0,Not synchronised",
                "0,a,6,1,0,x,0,0,9,1,0,1,0,Normal")) {
            assertEquals(Tracking.NONE, Tracking.parse(line), line);
        }
    }

    private void change(TimeSection wanted, Map<String, ServedNetwork> networks) throws Exception {
        var change = time.change(wanted, networks, time.observe());
        change.prepare();
        for (var step : change.steps()) {
            step.apply();
        }
        assertEquals(new Health.Passing(), change.health());
        change.commit();
        assertEquals(List.of(), time.change(wanted, networks, time.observe()).steps());
    }

    private List<String> bound(String name) throws Exception {
        return settings(name)
                .lines()
                .filter(line -> line.startsWith("bindaddress"))
                .toList();
    }

    private String settings(String name) throws Exception {
        var argv = daemons.find(name).orElseThrow().argv();
        return Files.readString(Path.of(argv.get(argv.indexOf("-f") + 1)));
    }

    private Path folder() {
        return root.resolve("state/run/net/time");
    }

    private static ServedNetwork network(String name, String address) {
        var own = Ipv4.parse(address);
        return new ServedNetwork(
                new InterfaceName("br-" + name),
                Zone.GUEST,
                new Subnet(own.masked(24), 24),
                own,
                name.equals("guest") ? Optional.of(Ipv6.parse("fd00::1")) : Optional.empty(),
                false);
    }
}
