package io.ripcord.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;

/** How long each part of the start took, counted from the start of the process. */
final class StopWatch {
    private final StringJoiner laps = new StringJoiner(", ");
    private final long jvmMillis = sinceStartOfProcess();
    private long last = System.nanoTime();
    private long total;

    /** Names the time since the lap before. */
    void lap(String name) {
        var now = System.nanoTime();
        var millis = Duration.ofNanos(now - last).toMillis();
        laps.add(name + " " + millis + " ms");
        total += millis;
        last = now;
    }

    @Override
    public String toString() {
        return "up in " + (jvmMillis + total) + " ms: JVM " + jvmMillis + " ms, " + laps;
    }

    private static long sinceStartOfProcess() {
        var now = Instant.now();
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Math.max(0, Duration.between(start, now).toMillis()))
                .orElse(0L);
    }
}
