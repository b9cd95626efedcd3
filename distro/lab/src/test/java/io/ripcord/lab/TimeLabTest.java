package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.junit.LabTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A board without a battery for its clock among real time servers. Nobody in a lab may set a clock, as all labs share that of
 * the machine: what the board would do to its own is seen in what its programs say of it.
 */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TimeLabTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final List<String> HONEST = List.of("10.77.0.81", "10.77.0.82");
    private static final String LIAR = "10.77.0.83";
    private static final String WAN_ADDRESS = "10.77.0.2";
    private static final int SYS_TIME = 25;

    private final String machine = hostName(Path.of("/proc/sys/kernel/hostname"));
    private final Instant before = Instant.now();
    private final long began = System.nanoTime();
    private DeviceScene scene;
    private ClockOf clock;
    private Governed locally;
    private Governed remotely;

    @BeforeAll
    void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        HONEST.forEach(address -> timeServer(address, Duration.ZERO));
        timeServer(LIAR, AN_HOUR);
        clock = ClockOf.the(scene.device);
        clock.isOff("-20700d");
    }

    @AfterAll
    void nobody_touched_the_machines_clock_or_name() {
        var passed = Duration.ofNanos(System.nanoTime() - began);
        var shown = Duration.between(before, Instant.now());
        assertTrue(shown.minus(passed).abs().compareTo(AN_HOUR.dividedBy(2)) < 0, shown + " instead of " + passed);
        assertEquals(machine, hostName(Path.of("/proc/sys/kernel/hostname")));
    }

    private void timeServer(String address, Duration wrong) {
        var cloud = scene.cloud.namespace();
        cloud.run("ip", "address", "add", address + "/24", "dev", "wan").orThrow();
        var settings = "local stratum 5\nallow all\nbindaddress %s\ncmdport 0\nbindcmdaddress /\npidfile /run/%s.pid\n"
                .formatted(address, address);
        try {
            var file = Files.writeString(scene.lab.home().root().resolve("chrony-" + address + ".conf"), settings);
            cloud.start(
                    "time-" + address,
                    List.of(
                            "sh",
                            "-c",
                            "export FAKETIME=+" + wrong.toSeconds()
                                    + " LD_PRELOAD=$(echo /usr/lib/*/faketime/libfaketimeMT.so.1)"
                                    + "; exec chronyd -x -d -f " + file),
                    Map.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    @Order(1)
    void a_board_that_wakes_in_1970_at_its_first_start_joins_a_fleet_over_tls() throws Exception {
        var fleet = scene.startConsole(scene.console());
        locally = scene.startDevice();
        remotely = scene.enrol(locally, fleet);
        scene.awaitOnline(remotely);
        var log = Files.readString(scene.lab.home().log(scene.device.name()));
        assertTrue(log.contains("this process may not set it"), "it says that its clock is wrong");
        var status = Files.readString(Path.of("/proc/" + scene.process("java").pid() + "/status"));
        var effective = status.replaceAll("(?s).*CapEff:\\s*([0-9a-f]+).*", "$1");
        assertEquals(
                0, Long.parseUnsignedLong(effective, 16) >>> SYS_TIME & 1, "it could have set the machine's clock");
    }

    @Test
    @Order(2)
    void it_asks_the_servers_is_told_the_time_and_tells_its_lan_and_nobody_else() throws Exception {
        settle("name", Json.of("gate-3"));
        settle(
                "time",
                "{\"servers\": [\"%s\"], \"lan\": true, \"zone\": \"Europe/Berlin\"}".formatted(HONEST.getFirst()));
        awaitSource();
        var time = time();
        assertEquals(Optional.of(Json.of(true)), time.get("right"), time::text);
        assertEquals(Optional.of(HONEST.getFirst()), time.string("source"));
        assertEquals(Optional.of(Json.of(false)), time.get("setsClock"));
        Scene.await(SOON, "the LAN is told", () -> tells(scene.board.lan().namespace(), Board.LAN_ADDRESS));
        assertFalse(tells(scene.cloud.namespace(), WAN_ADDRESS));
        assertEquals(List.of("127.0.0.1:123", Board.LAN_ADDRESS + ":123"), listening());
        assertEquals(
                "gate-3",
                scene.board.namespace().run("hostname").orThrow().out().strip());
        var zone = scene.board.state().resolve("run/localtime");
        var shown = scene.board.namespace().run("env", "TZ=:" + zone, "date", "--date=@1782000000", "+%H:%M %Z");
        assertEquals("02:00 CEST", shown.orThrow().out().strip());
    }

    @Test
    @Order(3)
    void a_clock_that_is_set_right_under_way_ends_no_connection() throws Exception {
        clock.isOff("+0");
        settle("name", Json.of("gate-4"));
        scene.awaitOnline(remotely);
    }

    @Test
    @Order(4)
    void a_dead_device_process_ends_no_time_and_the_next_one_takes_its_programs_over() throws Exception {
        var programs = programs();
        assertEquals(2, programs.size(), programs::toString);
        scene.killDevice();
        assertTrue(tells(scene.board.lan().namespace(), Board.LAN_ADDRESS));
        scene.device.start();
        scene.awaitDevice();
        locally = Governed.locally(scene.anotherRest());
        assertEquals(Optional.of(Json.of(true)), time().get("right"));
        assertEquals(programs, programs());
    }

    @Test
    @Order(5)
    void one_liar_among_three_servers_is_not_believed_and_alone_it_is_seen_how_far_off_it_is() throws Exception {
        settle("time", "{\"servers\": [\"%s\", \"%s\", \"%s\"]}".formatted(LIAR, HONEST.get(0), HONEST.get(1)));
        awaitSource();
        var among = time();
        assertEquals(Optional.of(Json.of(true)), among.get("right"), among::text);
        assertNotEquals(Optional.of(LIAR), among.string("source"));
        settle("time", "{\"servers\": [\"%s\"]}".formatted(LIAR));
        awaitSource();
        var alone = time();
        assertEquals(Optional.of(Json.of(false)), alone.get("right"), alone::text);
        var wrong = Long.parseLong(alone.get("wrongBySeconds").orElseThrow().text());
        assertTrue(Math.abs(wrong + AN_HOUR.toSeconds()) < 5, alone::text);
    }

    @Test
    @Order(6)
    void what_is_no_longer_wanted_goes() throws Exception {
        settle("name", JsonNull.NULL);
        settle("time", JsonNull.NULL);
        assertEquals(List.of(), listening());
        assertEquals(List.of(), List.copyOf(programs()));
        assertFalse(Files.exists(scene.board.state().resolve("run/localtime")));
        assertEquals(
                hostName(Path.of("/etc/hostname")),
                scene.board.namespace().run("hostname").orThrow().out().strip());
    }

    private void settle(String member, String value) throws Exception {
        settle(member, JsonText.parseObject(value));
    }

    private void settle(String member, Json value) throws Exception {
        var change = remotely.change("system", member, value);
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
    }

    /** Until the board's own client has chosen whom to believe. */
    private void awaitSource() {
        Scene.await(
                SOON,
                "a time server is believed",
                () -> scene.board
                        .namespace()
                        .run("chronyc", "-h", "127.0.0.1", "-c", "tracking")
                        .out()
                        .contains("Normal"));
    }

    /** As the device sees it now: it looks with each change. */
    private JsonObject time() throws Exception {
        settle("log", JsonText.parseObject("{\"looked.at.%d\": \"info\"}".formatted(System.nanoTime())));
        return Optional.ofNullable(locally.reported().domains().get("system"))
                .flatMap(system -> system.object("time"))
                .orElse(JsonObject.EMPTY);
    }

    /** Whether a client there is told the time at this address. */
    private static boolean tells(Namespace client, String address) {
        return client.run(
                                "chronyd",
                                "-Q",
                                "-x",
                                "-t",
                                "5",
                                "-f",
                                "/dev/null",
                                "server " + address + " iburst",
                                "cmdport 0",
                                "bindcmdaddress /",
                                "pidfile /run/asks.pid")
                        .exit()
                == 0;
    }

    private List<String> listening() {
        return scene.board
                .namespace()
                .run("ss", "-Hlnu", "sport", "=", "123")
                .orThrow()
                .out()
                .lines()
                .map(line -> line.replaceAll("(\\S+\\s+){3}(\\S+).*", "$2"))
                .sorted()
                .toList();
    }

    private Set<Long> programs() {
        var there = new TreeSet<Long>();
        ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(java.util.Arrays::stream)
                        .anyMatch(word -> word.startsWith(scene.board.state() + "/run/net/time/")))
                .map(ProcessHandle::pid)
                .forEach(there::add);
        return there;
    }

    private static String hostName(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
