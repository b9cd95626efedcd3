package io.ripcord.bench;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What one figure should be.
 *
 * @param text as users write it: {@code <= 0.5}
 */
public record Goal(String key, String text) {
    private static final Pattern GRAMMAR = Pattern.compile("(<=|>=|<|>|==) (-?[0-9]+(?:\\.[0-9]+)?)");

    public Goal {
        if (!GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "The goal of " + key + " is '" + text + "'; write it as <=, >=, <, > or ==, a space, a number");
        }
    }

    boolean met(Figures figures) {
        var parts = GRAMMAR.matcher(text);
        if (!parts.matches()) {
            throw new IllegalStateException(text);
        }
        int order = figures.of(key).compareTo(new BigDecimal(parts.group(2)));
        return switch (parts.group(1)) {
            case "<=" -> order <= 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            case ">" -> order > 0;
            default -> order == 0;
        };
    }
}
