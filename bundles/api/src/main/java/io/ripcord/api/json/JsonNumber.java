package io.ripcord.api.json;

import java.math.BigDecimal;

/** A JSON number; two numbers are equal when their values are (1 equals 1.0). */
public record JsonNumber(BigDecimal value) implements Json {

    public JsonNumber {
        value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    public static JsonNumber of(long value) {
        return new JsonNumber(BigDecimal.valueOf(value));
    }
}
