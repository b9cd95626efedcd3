package io.ripcord.bench;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonNumber;
import io.ripcord.api.json.JsonObject;
import java.util.HashSet;

/**
 * What a bench found out.
 *
 * @param isShort measured less often, or for less time, than the numbers need to be sound
 */
public record Result(Bench bench, Figures figures, boolean isShort) {

    public Result {
        if (!figures.values().keySet().equals(new HashSet<>(bench.keys()))) {
            throw new IllegalArgumentException("Bench " + bench.name() + " promises " + bench.keys() + " and measured "
                    + figures.values().keySet());
        }
    }

    public boolean met() {
        return bench.goals().stream().allMatch(goal -> goal.met(figures));
    }

    /** {@code bench}, {@code figures}, {@code goals}, {@code met} and, of a short run, {@code short}. */
    public JsonObject json() {
        var numbers = JsonObject.EMPTY;
        for (var key : bench.keys()) {
            numbers = numbers.with(key, (Json) new JsonNumber(figures.of(key)));
        }
        var goals = JsonObject.EMPTY;
        for (var goal : bench.goals()) {
            goals = goals.with(goal.key(), goal.text());
        }
        var json = JsonObject.EMPTY
                .with("bench", bench.name())
                .with("figures", numbers)
                .with("goals", goals)
                .with("met", met());
        return isShort ? json.with("short", true) : json;
    }
}
