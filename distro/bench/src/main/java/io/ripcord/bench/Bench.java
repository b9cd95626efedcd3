package io.ripcord.bench;

import java.util.List;

/** One measurement of the whole product: it sets up what it needs, measures, and gives figures. */
public interface Bench {

    /** A word, as in {@code ./ripcord bench NAME}. */
    String name();

    /** What is measured, in one short line. */
    String what();

    /** The keys of the figures, each of them in each result; all of them, no other. */
    List<String> keys();

    /** What the figures should be. */
    List<Goal> goals();

    /** How often a full run repeats what it measures, if it does. */
    default int runs() {
        return 1;
    }

    /** Measures. Whatever it starts, it starts in the lab of the bed, which ends it. */
    Figures run(Bed bed) throws Exception;

    /** Where the time or the memory goes, for a human reader. */
    default List<String> explain(Bed bed) throws Exception {
        return List.of("Bench " + name() + " has nothing to explain.");
    }
}
