package io.ripcord.api.change;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change as it is told: to the console, the web console and the history.
 *
 * @param id unique on the device, ordered: {@code c-000017}
 * @param author who edited: {@code fleet}, or a local user's name
 * @param progress the last lines of what was done, at most 200
 */
public record ChangeRecord(
        String id,
        long fleetGeneration,
        long localGeneration,
        String author,
        Instant started,
        Optional<Instant> finished,
        Phase phase,
        Optional<Outcome> outcome,
        List<UnitResult> units,
        List<String> progress) {

    public ChangeRecord {
        units = List.copyOf(units);
        progress = List.copyOf(progress);
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static ChangeRecord from(JsonObject json) {
        var fields = Fields.of(json, "");
        return new ChangeRecord(
                fields.text("id", 1, 64),
                fields.whole("fleetGeneration", 0, Long.MAX_VALUE),
                fields.whole("localGeneration", 0, Long.MAX_VALUE),
                fields.text("author", 1, 64),
                fields.instant("started"),
                fields.optionalInstant("finished"),
                fields.choice("phase", Phase.class),
                fields.has("outcome") ? Optional.of(fields.choice("outcome", Outcome.class)) : Optional.empty(),
                fields.list("units", 1000, UnitResult::from),
                fields.texts("progress", 200, 4096));
    }

    public JsonObject json() {
        var json = JsonObject.EMPTY
                .with("id", id)
                .with("fleetGeneration", fleetGeneration)
                .with("localGeneration", localGeneration)
                .with("author", author)
                .with("started", started.toString());
        if (finished.isPresent()) {
            json = json.with("finished", finished.get().toString());
        }
        json = json.with("phase", Fields.wireName(phase));
        if (outcome.isPresent()) {
            json = json.with("outcome", Fields.wireName(outcome.get()));
        }
        return json.with(
                        "units",
                        new JsonArray(
                                units.stream().map(unit -> (Json) unit.json()).toList()))
                .with("progress", JsonArray.ofTexts(progress));
    }
}
