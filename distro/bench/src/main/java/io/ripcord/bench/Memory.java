package io.ripcord.bench;

import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory in megabytes (2^20). What processes share is divided among them by the kernel: its "proportional set size". */
final class Memory {
    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");
    private static final Pattern HEAP = Pattern.compile("-Xmx(\\d+)m");
    private static final double KILO = 1024;

    private Memory() {}

    static double pss(long pid) {
        return pss(List.of(pid));
    }

    /** Of all together; those that have ended meanwhile have none. */
    static double pss(Collection<Long> pids) {
        return pids.stream().mapToLong(Memory::kilobytes).sum() / KILO;
    }

    /** The largest heap that a folder's JVM may have. */
    static long heapMax(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("etc/jvm.options")).stream()
                .map(HEAP::matcher)
                .filter(Matcher::matches)
                .mapToLong(flag -> Long.parseLong(flag.group(1)))
                .findFirst()
                .orElseThrow(() -> new LabException("There is no -Xmx in etc/jvm.options of " + folder + "."));
    }

    /** What the jars of a folder take on the disk. */
    static double jars(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / KILO
                    / KILO;
        }
    }

    private static long kilobytes(long pid) {
        try {
            var found = PSS.matcher(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
