package io.ripcord.bench;

import io.ripcord.lab.Kills;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How soon a device whose process is killed in the middle of a change is well again, and whether it is what it says. */
final class RecoveryBench implements Bench {
    private static final int RUNS = 300;

    /** What the script that supervises the JVM waits after a crash. */
    private static final Duration SUPERVISOR = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String what() {
        return "time from kill -9 in the middle of a change to healthy on a settled generation";
    }

    @Override
    public List<String> keys() {
        return List.of("p50_ms", "max_ms", "wrong", "runs");
    }

    @Override
    public List<Goal> goals() {
        return List.of(new Goal("max_ms", "<= 15000"), new Goal("wrong", "== 0"));
    }

    @Override
    public int runs() {
        return RUNS;
    }

    @Override
    public Figures run(Bed bed) throws Exception {
        long seed = Long.getLong("ripcord.seed", System.nanoTime());
        bed.progress("seed " + seed);
        var kills = Kills.start(bed.scene(), seed);
        List<Kills.Kill> all = new ArrayList<>();
        for (int run = 1; run <= bed.effort().runs(RUNS); run++) {
            var kill = kills.once(SUPERVISOR);
            all.add(kill);
            bed.progress("run " + run + ": " + kill.told() + ", well after "
                    + kill.recovery().toMillis() + " ms");
            kill.wrongs().forEach(wrong -> bed.progress("wrong: " + wrong));
        }
        var millis = all.stream().map(kill -> kill.recovery().toMillis()).toList();
        return Figures.NONE
                .with("p50_ms", Median.of(millis))
                .with("max_ms", Percentile.of(100, millis))
                .with(
                        "wrong",
                        all.stream().filter(kill -> !kill.wrongs().isEmpty()).count())
                .with("runs", all.size());
    }
}
