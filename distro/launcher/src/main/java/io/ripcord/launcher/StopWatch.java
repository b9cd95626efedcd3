package io.ripcord.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.StringJoiner;

/** How long each part of the start took, counted from the start of the process. */
final class StopWatch {
    private static final int TICK_MILLIS = 10;

    private final StringJoiner laps = new StringJoiner(", ");
    private final long jvmMillis = sinceStartOfProcess();
    private final long began = System.nanoTime();
    private long last = began;

    /** Names the time since the lap before. */
    void lap(String name) {
        var now = System.nanoTime();
        laps.add(name + " " + Duration.ofNanos(now - last).toMillis() + " ms");
        last = now;
    }

    /** Since the start of the process. */
    long millis() {
        return jvmMillis + Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    @Override
    public String toString() {
        return "up in " + (jvmMillis + Duration.ofNanos(last - began).toMillis()) + " ms: JVM " + jvmMillis + " ms, "
                + laps;
    }

    /** From the kernel's own counts: field 22 is the start in ticks since the machine's, and what Java says is seconds off. */
    private static long sinceStartOfProcess() {
        try {
            var stat = Files.readString(Path.of("/proc/self/stat"));
            var start = Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19]) * TICK_MILLIS;
            var uptime = Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0];
            return Math.max(0, (long) (Double.parseDouble(uptime) * 1000) - start);
        } catch (IOException e) {
            return 0;
        }
    }
}
