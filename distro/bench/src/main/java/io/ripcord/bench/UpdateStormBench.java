package io.ripcord.bench;

import io.ripcord.lab.Footprint;
import io.ripcord.lab.NumberedFeature;
import java.util.List;

/** Whether hundreds of versions of a feature, one after the other, leave anything behind in the device's process. */
final class UpdateStormBench implements Bench {
    private static final int WARM = 20;
    private static final int VERSIONS = 200;
    private static final int BYTES = 64 * 1024;

    @Override
    public String name() {
        return "update-storm";
    }

    @Override
    public String what() {
        return "what 200 further versions of a feature leave behind in the device's process";
    }

    @Override
    public List<String> keys() {
        return List.of("classloaders_delta", "fds_delta", "threads_delta", "heap_growth_pct");
    }

    @Override
    public List<Goal> goals() {
        return List.of(
                new Goal("classloaders_delta", "== 0"),
                new Goal("fds_delta", "<= 2"),
                new Goal("threads_delta", "<= 2"),
                new Goal("heap_growth_pct", "<= 5"));
    }

    @Override
    public int runs() {
        return VERSIONS;
    }

    @Override
    public Figures run(Bed bed) throws Exception {
        var fleet = FleetDevice.start(bed);
        var feature = new NumberedFeature(BYTES, bed.lab().home().root().resolve("stamp"));
        bed.progress("the feature has no health check of its own, so its health gate takes no time");
        Footprint.of(fleet.scene().device);
        var before = after(bed, fleet, feature, 1, WARM);
        var now = after(bed, fleet, feature, WARM + 1, WARM + bed.effort().runs(VERSIONS));
        return Figures.NONE
                .with("classloaders_delta", now.classLoaders() - before.classLoaders())
                .with("fds_delta", now.fileDescriptors() - before.fileDescriptors())
                .with("threads_delta", now.threads() - before.threads())
                .with("heap_growth_pct", 100.0 * (now.heapBytes() - before.heapBytes()) / before.heapBytes());
    }

    private static Footprint after(Bed bed, FleetDevice fleet, NumberedFeature feature, int first, int last)
            throws Exception {
        for (int number = first; number <= last; number++) {
            HotInstall.of(fleet, feature, number);
        }
        var footprint = Footprint.of(fleet.scene().device);
        bed.progress("version " + last + ": " + footprint);
        return footprint;
    }
}
