package io.ripcord.bench;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How thoroughly to measure.
 *
 * @param runs how often, if not as often as usual
 * @param quick a tenth of the usual time and runs
 */
public record Effort(OptionalInt runs, boolean quick) {
    public static final Effort FULL = new Effort(OptionalInt.empty(), false);
    private static final int QUICK = 10;

    public int runs(int usual) {
        return runs.orElse(quick ? Math.max(1, usual / QUICK) : usual);
    }

    /** How long to look on. */
    public Duration time(Duration usual) {
        return quick ? usual.dividedBy(QUICK) : usual;
    }

    boolean isShort(int usualRuns) {
        return quick || runs(usualRuns) < usualRuns;
    }
}
