package io.ripcord.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StartTimesTest {
    @Test
    void each_took_until_the_next() {
        var times = StartTimes.of(List.of(
                "   380 ms launcher  begins",
                "   906 ms bundle    org.apache.felix.log",
                "  1920 ms component io.Engine"));
        assertEquals(
                List.of(
                        new StartTimes.Event(380, 526, "launcher begins"),
                        new StartTimes.Event(906, 1014, "bundle org.apache.felix.log"),
                        new StartTimes.Event(1920, 0, "component io.Engine")),
                times.events());
        assertEquals(
                "   906 ms   1014 ms  bundle org.apache.felix.log",
                times.lines().get(5));
    }
}
