package io.ripcord.bench;

import java.util.List;

/** Measures nothing. */
record ProbeBench(Figures figures, Goal... wanted) implements Bench {
    @Override
    public String name() {
        return "probe";
    }

    @Override
    public String what() {
        return "nothing";
    }

    @Override
    public List<String> keys() {
        return List.of("time_ms", "ratio");
    }

    @Override
    public List<Goal> goals() {
        return List.of(wanted);
    }

    @Override
    public int runs() {
        return 10;
    }

    @Override
    public Figures run(Bed bed) {
        bed.progress("measuring");
        return figures;
    }
}
