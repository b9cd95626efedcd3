package io.ripcord.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was measured, by key, in the order in which it was added. */
public record Figures(Map<String, BigDecimal> values) {
    public static final Figures NONE = new Figures(Map.of());

    public Figures {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Figures with(String key, long value) {
        return with(key, BigDecimal.valueOf(value));
    }

    /** @param value not infinite, not NaN; kept with at most three decimals */
    public Figures with(String key, double value) {
        return with(key, BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN));
    }

    private Figures with(String key, BigDecimal value) {
        var more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new Figures(more);
    }

    /** Throws when there is no such figure. */
    public BigDecimal of(String key) {
        var value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("There is no figure " + key + " among " + values.keySet());
        }
        return value;
    }
}
