package io.ripcord.bench;

import java.time.Duration;
import java.util.List;

/** What a device does while nobody wants anything of it: on a board it does that all year round. */
final class IdleBench implements Bench {
    private static final Duration WATCHED = Duration.ofMinutes(5);
    /** By then the start is over, its looks at the system and its health included. */
    private static final Duration SETTLED = Duration.ofSeconds(75);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String what() {
        return "what a device in a fleet does while nothing is asked of it";
    }

    @Override
    public List<String> keys() {
        return List.of("cpu_pct", "wakeups_per_s", "bytes_written_per_min");
    }

    @Override
    public List<Goal> goals() {
        return List.of(new Goal("cpu_pct", "<= 0.5"), new Goal("bytes_written_per_min", "<= 4096"));
    }

    @Override
    public Figures run(Bed bed) throws Exception {
        var device = FleetDevice.start(bed);
        var settling = bed.effort().time(SETTLED);
        var watched = bed.effort().time(WATCHED);
        bed.progress("letting it settle for " + settling.toSeconds() + " s, then watching for " + watched.toSeconds()
                + " s");
        Thread.sleep(settling);
        long pid = device.pid();
        var before = Activity.of(pid);
        long begin = System.nanoTime();
        Thread.sleep(watched);
        var done = Activity.of(pid).since(before);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return Figures.NONE
                .with("cpu_pct", done.cpuMillis() / seconds / 10)
                .with("wakeups_per_s", done.wakeups() / seconds)
                .with("bytes_written_per_min", done.bytesWritten() / seconds * 60);
    }
}
