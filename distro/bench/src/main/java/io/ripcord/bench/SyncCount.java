package io.ripcord.bench;

import io.ripcord.lab.Lab;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Counts, by strace, how often all threads of a process ask the kernel to bring something to disk. */
final class SyncCount {
    private static final String NAME = "strace";
    private static final String CALLS = "fsync,fdatasync,msync,sync,syncfs,sync_file_range";
    private static final Duration ATTACHED = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final LiveProcess strace;
    private final Path trace;

    private SyncCount(LiveProcess strace, Path trace) {
        this.strace = strace;
        this.trace = trace;
    }

    static SyncCount begin(Lab lab, LiveProcess process) {
        var trace = lab.home().log("syncs");
        var argv =
                List.of("strace", "-f", "-y", "-e", "trace=" + CALLS, "-o", trace.toString(), "-p", "" + process.pid());
        var strace = lab.namespace(NAME).start(NAME, argv, Map.of());
        Poll.until(
                ATTACHED,
                "strace is attached",
                () -> Files.readString(Path.of("/proc/" + process.pid() + "/status"))
                        .contains("TracerPid:\t" + strace.pid()));
        return new SyncCount(strace, trace);
    }

    /** Lets what is late come, detaches, and counts; each call once. */
    long end() throws IOException, InterruptedException {
        Thread.sleep(QUIET);
        strace.end(ATTACHED);
        try (var lines = Files.lines(trace)) {
            return lines.filter(line -> line.matches("[0-9]+ +[a-z_]*sync[a-z_]*\\(.*"))
                    .count();
        }
    }
}
