package io.ripcord.bench;

import io.ripcord.lab.NumberedFeature;
import java.util.ArrayList;
import java.util.List;

/** How soon a new version of a feature works on a device of a fleet, beside what the framework alone needs for it. */
final class HotInstallBench implements Bench {
    private static final int RUNS = 50;
    private static final int COUNTED = 5;
    private static final int BYTES = 1_000_000;

    @Override
    public String name() {
        return "hotinstall";
    }

    @Override
    public String what() {
        return "time from publishing a new version of a feature of 1 MB to its component being active";
    }

    @Override
    public List<String> keys() {
        return List.of("p50_ms", "p99_ms", "local_p50_ms", "ratio", "gate_ms", "fsyncs");
    }

    @Override
    public List<Goal> goals() {
        return List.of(new Goal("p50_ms", "<= 300"), new Goal("ratio", "<= 6"), new Goal("fsyncs", "<= 8"));
    }

    @Override
    public int runs() {
        return RUNS;
    }

    @Override
    public Figures run(Bed bed) throws Exception {
        int runs = bed.effort().runs(RUNS);
        var feature = new NumberedFeature(BYTES, bed.lab().home().root().resolve("stamp"));
        double local = Median.of(LocalSwaps.measure(bed, feature, runs)) / 1000;
        bed.progress("plain framework: " + local + " ms");
        var fleet = FleetDevice.start(bed);
        var first = HotInstall.of(fleet, feature, 0);
        bed.progress("the first, which is not counted: " + first.active().toMillis() + " ms");
        List<HotInstall> installs = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            installs.add(HotInstall.of(fleet, feature, run));
            bed.progress("run " + run + ": active after "
                    + installs.getLast().active().toMillis() + " ms, settled "
                    + installs.getLast().gate().toMillis() + " ms later");
        }
        var active =
                installs.stream().map(install -> install.active().toMillis()).toList();
        return Figures.NONE
                .with("p50_ms", Median.of(active))
                .with("p99_ms", Percentile.of(99, active))
                .with("local_p50_ms", local)
                .with("ratio", Median.of(active) / local)
                .with(
                        "gate_ms",
                        Median.of(installs.stream()
                                .map(install -> install.gate().toMillis())
                                .toList()))
                .with("fsyncs", syncs(bed, fleet, feature, runs + 1));
    }

    private static double syncs(Bed bed, FleetDevice fleet, NumberedFeature feature, int from) throws Exception {
        var count = SyncCount.begin(bed.lab(), fleet.scene().device.jvm().orElseThrow());
        for (int number = from; number < from + COUNTED; number++) {
            HotInstall.of(fleet, feature, number);
        }
        return count.end() / (double) COUNTED;
    }
}
