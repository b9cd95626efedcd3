package io.ripcord.bench;

import java.util.List;
import java.util.Optional;

/** All benches. A new one is a class, a line here, and a section in distro/docs/benchmarks.md. */
public final class Benches {
    public static final List<Bench> ALL = List.of(
            new BootBench(),
            new FootprintBench(),
            new IdleBench(),
            new HotInstallBench(),
            new UpdateStormBench(),
            new RecoveryBench(),
            new NetApplyBench());

    private Benches() {}

    public static Optional<Bench> named(String name) {
        return ALL.stream().filter(bench -> bench.name().equals(name)).findFirst();
    }

    /** Measures on that bed and closes it. */
    public static Result measure(Bench bench, Bed bed) throws Exception {
        try (bed) {
            var figures = bench.run(bed);
            return new Result(bench, figures, bed.effort().isShort(bench.runs()));
        }
    }
}
