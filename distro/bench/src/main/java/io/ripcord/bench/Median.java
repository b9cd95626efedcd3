package io.ripcord.bench;

import java.util.List;

/** The middle of some measured values. */
final class Median {
    private Median() {}

    static double of(List<Long> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2.0;
    }
}
