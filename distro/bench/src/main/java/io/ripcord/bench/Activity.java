package io.ripcord.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What the kernel has counted of a process since its start; the difference of two is what it did in between.
 *
 * @param cpuMillis of its own, and of programs that it ran and that have ended
 * @param wakeups how often its threads of now had gone to sleep by themselves
 * @param bytesWritten towards a disk, in whole pages
 */
record Activity(long cpuMillis, long wakeups, long bytesWritten) {
    private static final int MILLIS_OF_TICK = 10;
    private static final Pattern SLEEPS = Pattern.compile("(?m)^voluntary_ctxt_switches:\\s+(\\d+)$");
    private static final Pattern WRITTEN = Pattern.compile("(?m)^write_bytes: (\\d+)$");

    static Activity of(long pid) throws IOException {
        var process = Path.of("/proc", Long.toString(pid));
        return new Activity(
                cpuTicks(Files.readString(process.resolve("stat"))) * MILLIS_OF_TICK,
                wakeups(process.resolve("task")),
                number(WRITTEN, Files.readString(process.resolve("io"))));
    }

    Activity since(Activity earlier) {
        return new Activity(
                cpuMillis - earlier.cpuMillis, wakeups - earlier.wakeups, bytesWritten - earlier.bytesWritten);
    }

    /** Fields 14 to 17: in user and system mode, of itself and of its children; field 2 may hold anything, in brackets. */
    static long cpuTicks(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = 14; field <= 17; field++) {
            ticks += Long.parseLong(fields[field - 3]);
        }
        return ticks;
    }

    private static long wakeups(Path tasks) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (var thread : threads) {
                sum += number(SLEEPS, status(thread));
            }
        }
        return sum;
    }

    private static String status(Path thread) {
        try {
            return Files.readString(thread.resolve("status"));
        } catch (IOException ended) {
            return "";
        }
    }

    private static long number(Pattern line, String text) {
        var found = line.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
}
