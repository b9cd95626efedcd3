package io.ripcord.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.Json;
import io.ripcord.lab.linux.Await;
import io.ripcord.system.time.TimeKeeping;
import io.ripcord.system.time.TimeSection;
import io.ripcord.testkit.FakeFacts;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A machine that has a clock of its own, which no namespace has: here it may be set. */
@BoardTest
class ClockTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TimeSection ASKED = new TimeSection(List.of("10.77.0.1"), false, Optional.empty());

    @Test
    void a_clock_that_stands_in_1970_is_set_by_a_time_server(Guest guest) throws Exception {
        guest.run("date", "--utc", "--set=1970-01-02").orThrow();
        provider(guest);
        var time = new TimeKeeping(new FakeFacts(guest.shared()), guest.host(), new GuestDaemons(guest));
        converge(time, ASKED);
        Await.until(PATIENCE, "the clock is set", () -> year(guest) >= 2026);
        assertEquals(Optional.of(Json.of(true)), time.observe().get("setsClock"));
        converge(time, TimeSection.NONE);
        assertTrue(guest.run("ss", "-Hlnu", "sport", "=", "123").orThrow().out().isBlank());
    }

    /** Its clock is the machine's, too; it only shows another time to itself, once: so the machine's is set a single time. */
    private static void provider(Guest guest) throws Exception {
        var provider = guest.neighbour("provider").cable("wan0").address("10.77.0.1/24");
        guest.shell("ip address add 10.77.0.2/24 dev wan0 && ip link set wan0 up")
                .orThrow();
        Files.writeString(
                guest.shared().resolve("provider.conf"),
                "local stratum 5\nallow all\ncmdport 0\nbindcmdaddress /\npidfile /run/provider.pid\n");
        provider.start(
                "time",
                "sh",
                "-c",
                "export FAKETIME='@2026-12-01 00:00:00' LD_PRELOAD=$(echo /usr/lib/*/faketime/libfaketimeMT.so.1);"
                        + " exec chronyd -x -d -f " + guest.shared() + "/provider.conf");
    }

    private static void converge(TimeKeeping time, TimeSection wanted) throws Exception {
        var change = time.change(wanted, Map.of(), time.observe());
        change.prepare();
        for (var step : change.steps()) {
            step.apply();
        }
        change.commit();
        assertEquals(List.of(), time.change(wanted, Map.of(), time.observe()).steps(), "a second look");
    }

    private static int year(Guest guest) {
        return Integer.parseInt(
                guest.run("date", "--utc", "+%Y").orThrow().out().strip());
    }
}
