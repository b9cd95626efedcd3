package io.ripcord.bench;

import io.ripcord.lab.Footprint;
import io.ripcord.lab.UpdateStorm;
import java.util.List;

/** Whether hundreds of versions of a feature, one after the other, leave anything behind in the device's process. */
final class UpdateStormBench implements Bench {
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
        return UpdateStorm.VERSIONS;
    }

    @Override
    public Figures run(Bed bed) throws Exception {
        var fleet = FleetDevice.start(bed);
        var storm = new UpdateStorm(fleet.scene(), fleet.remotely());
        // the first look at a JVM starts a thread in it that stays
        bed.progress("before all versions: " + Footprint.of(fleet.scene().device));
        var before = storm.after(UpdateStorm.WARM);
        bed.progress("after " + UpdateStorm.WARM + ": " + before);
        var now = storm.after(bed.effort().runs(UpdateStorm.VERSIONS));
        bed.progress("at the end: " + now);
        var growth = now.since(before);
        return Figures.NONE
                .with("classloaders_delta", growth.classLoaders())
                .with("fds_delta", growth.fileDescriptors())
                .with("threads_delta", growth.threads())
                .with("heap_growth_pct", growth.heapPercent());
    }
}
