package io.ripcord.lab;

import io.ripcord.lab.linux.Command;
import io.ripcord.lab.linux.LabException;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * What a device's process holds when nothing happens: asked of its JVM over the JDK's own attach, and of /proc. Counts that
 * go up and down by themselves are the least of some looks.
 *
 * @param classLoaders after a collection
 * @param fileDescriptors least of some looks
 * @param threads of the process, without those of the JIT compilers; least of some looks
 * @param heapBytes of live objects, after a collection
 */
public record Footprint(long classLoaders, long fileDescriptors, long threads, long heapBytes) {
    private static final int LOOKS = 6;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Pattern HEAP = Pattern.compile("(?m)^Total\\s+[0-9]+\\s+([0-9]+)");
    private static final Pattern LOADERS = Pattern.compile("(?m)^Total = ([0-9]+)");

    /** Takes some seconds. The first look at a JVM starts a thread in it that stays: look twice before comparing. */
    public static Footprint of(Runner device) throws InterruptedException {
        var jvm =
                device.jvm().orElseThrow(() -> new LabException(device.name() + " does not run: nothing to look at."));
        jcmd(jvm, "GC.run");
        jcmd(jvm, "GC.run_finalization");
        List<Footprint> looks = new ArrayList<>();
        for (int look = 0; look < LOOKS; look++) {
            Thread.sleep(PAUSE);
            looks.add(new Footprint(0, descriptors(jvm), threads(jvm), 0));
        }
        // its histogram collects first
        long heap = number(HEAP, jcmd(jvm, "GC.class_histogram"));
        jcmd(jvm, "GC.run");
        return new Footprint(
                number(LOADERS, jcmd(jvm, "VM.classloader_stats")),
                least(looks, Footprint::fileDescriptors),
                least(looks, Footprint::threads),
                heap);
    }

    /** What is more than before. */
    public Growth since(Footprint before) {
        return new Growth(
                classLoaders - before.classLoaders,
                fileDescriptors - before.fileDescriptors,
                threads - before.threads,
                100.0 * (heapBytes - before.heapBytes) / before.heapBytes);
    }

    /** Differences of two footprints; negative where there is less than before. */
    public record Growth(long classLoaders, long fileDescriptors, long threads, double heapPercent) {}

    /** The JVM's live objects by class, the most bytes first. */
    public static String histogram(Runner device) {
        return jcmd(device.jvm().orElseThrow(), "GC.class_histogram");
    }

    private static long least(List<Footprint> looks, ToLongFunction<Footprint> what) {
        return looks.stream().mapToLong(what).min().orElseThrow();
    }

    private static String jcmd(LiveProcess jvm, String command) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return new Command(List.of(jcmd, "" + jvm.pid(), command), ANSWER)
                .run()
                .orThrow()
                .out();
    }

    private static long number(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new LabException("The JVM's answer has no line like " + pattern + ": " + text);
        }
        return Long.parseLong(found.group(1));
    }

    private static long descriptors(LiveProcess jvm) {
        return entries(Path.of("/proc/" + jvm.pid() + "/fd")).size();
    }

    private static long threads(LiveProcess jvm) {
        return entries(Path.of("/proc/" + jvm.pid() + "/task")).stream()
                .filter(thread -> !name(thread).matches("C[12] CompilerThre.*"))
                .count();
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException gone) {
            return "";
        }
    }

    private static List<Path> entries(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
