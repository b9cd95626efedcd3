package io.ripcord.system.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.host.Host;
import io.ripcord.testkit.FakeDaemons;
import io.ripcord.testkit.FakeHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockKeeperTest {
    private static final Instant VERIFIED = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    Path state;

    private final FakeDaemons daemons = new FakeDaemons();
    private final FakeHost host = new FakeHost();
    private final FakeWallClock clock = new FakeWallClock("2026-11-25T12:00:00Z");

    @BeforeEach
    void runs() throws Exception {
        Files.createDirectories(TimeKeeping.folder(state));
        daemons.start(TimeKeeping.CLIENT, List.of("chronyd"));
        follows("0.001");
    }

    private void follows(String offset) {
        host.answering(_ -> new Host.Result(
                0,
                "0A4D0001,10.77.0.1,4,1795617733.2,0.0,%s,0.0,0.0,92.2,1.0,0.0,1.2,0.0,Normal\n".formatted(offset),
                ""));
    }

    private ClockKeeper keeper() {
        return new ClockKeeper(state, host, daemons, clock);
    }

    @Test
    void a_board_that_wakes_in_1970_has_the_newest_verified_time_at_once() throws Exception {
        clock.now = Instant.EPOCH;
        keeper().wake(VERIFIED);
        assertEquals(List.of(VERIFIED), clock.set);
    }

    @Test
    void it_has_the_time_of_its_last_hour_when_that_is_newer() throws Exception {
        keeper().keep(Duration.ofHours(1));
        var last = clock.now;
        clock.now = Instant.EPOCH;
        keeper().wake(VERIFIED);
        assertEquals(List.of(last), clock.set);
    }

    @Test
    void a_clock_that_goes_is_left_alone() throws Exception {
        keeper().wake(VERIFIED);
        clock.now = VERIFIED.minusSeconds(30);
        keeper().wake(VERIFIED);
        assertEquals(List.of(), clock.set);
    }

    @Test
    void a_clock_that_may_not_or_cannot_be_set_ends_nothing() throws Exception {
        clock.now = Instant.EPOCH;
        clock.stuck = true;
        keeper().wake(VERIFIED);
        clock.stuck = false;
        clock.ours = false;
        keeper().wake(VERIFIED);
        assertEquals(List.of(), clock.set);
    }

    @Test
    void only_a_time_that_servers_stand_for_is_kept_and_seldom() throws Exception {
        var file = state.resolve("last-time");
        follows("-3600.0");
        keeper().keep(Duration.ofHours(1));
        assertFalse(Files.exists(file), "the clock is an hour late");
        daemons.crash(TimeKeeping.CLIENT);
        follows("0.0");
        keeper().keep(Duration.ofHours(1));
        assertFalse(Files.exists(file), "nobody is asked");
        daemons.start(TimeKeeping.CLIENT, List.of("chronyd"));
        var keeper = keeper();
        keeper.keep(Duration.ofHours(1));
        clock.now = clock.now.plusSeconds(3599);
        keeper.keep(Duration.ofHours(1));
        assertEquals(1, host.writes());
        clock.now = clock.now.minus(Duration.ofDays(400));
        keeper.keep(Duration.ofHours(1));
        assertEquals(clock.now + "\n", Files.readString(file), "what was kept can be taken back");
    }

    @Test
    void a_board_that_was_never_told_of_servers_runs_nothing_for_it() throws Exception {
        Files.delete(TimeKeeping.folder(state));
        keeper().keep(Duration.ZERO);
        assertEquals(List.of(), host.runs());
        assertEquals(0, host.writes());
    }

    @Test
    void a_damaged_file_is_told_of_and_counts_as_none() throws Exception {
        Files.writeString(state.resolve("last-time"), "\u0000\u0000");
        clock.now = Instant.EPOCH;
        keeper().wake(VERIFIED);
        assertEquals(List.of("last-time"), host.damaged());
        assertEquals(List.of(VERIFIED), clock.set);
    }

    @Test
    void who_may_set_the_clock_is_told_by_the_kernel() throws Exception {
        var status = state.resolve("status");
        Files.writeString(status, "Name:\tjava\nCapEff:\t000001fffcffffff\n");
        assertFalse(new LinuxClock(host, status).isOurs());
        Files.writeString(status, "Name:\tjava\nCapEff:\t000001fffeffffff\n");
        assertTrue(new LinuxClock(host, status).isOurs());
        assertFalse(new LinuxClock(host, state.resolve("none")).isOurs());
    }
}
