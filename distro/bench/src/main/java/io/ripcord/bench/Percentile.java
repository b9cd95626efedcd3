package io.ripcord.bench;

import java.util.List;

/** The value that so many of a hundred do not exceed (nearest rank). */
final class Percentile {
    private Percentile() {}

    static long of(int percent, List<Long> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, Math.ceilDiv(sorted.size() * percent, 100) - 1));
    }
}
