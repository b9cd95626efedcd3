package io.ripcord.api.state;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitResult;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the device is.
 *
 * @param fleetGeneration the newest settled fleet generation, with its outcome; 0 and empty before the first
 * @param localGeneration the newest settled local generation
 * @param running the id of the change that runs now
 * @param last the id of the last finished change
 * @param units the units that are not as the document wants them, and why
 * @param shadowed local values that the fleet does not let count
 * @param drift what was changed by hand since the device started, oldest first, at most 20
 * @param domains what each domain observed, by domain name
 */
public record ReportedState(
        long fleetGeneration,
        Optional<Outcome> outcome,
        long localGeneration,
        Optional<String> running,
        Optional<String> last,
        List<UnitResult> units,
        List<DocumentPath> shadowed,
        List<Drift> drift,
        Map<String, JsonObject> domains) {

    public ReportedState {
        units = List.copyOf(units);
        shadowed = List.copyOf(shadowed);
        drift = List.copyOf(drift);
        domains = Map.copyOf(domains);
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static ReportedState from(JsonObject json) {
        var fields = Fields.of(json, "");
        return new ReportedState(
                fields.whole("fleetGeneration", 0, Long.MAX_VALUE),
                fields.has("outcome") ? Optional.of(fields.choice("outcome", Outcome.class)) : Optional.empty(),
                fields.whole("localGeneration", 0, Long.MAX_VALUE),
                fields.optionalText("running", 1, 64),
                fields.optionalText("last", 1, 64),
                fields.list("units", 1000, UnitResult::from),
                fields.texts("shadowed", 1000, 256).stream()
                        .map(DocumentPath::parse)
                        .toList(),
                fields.list("drift", 100, Drift::from),
                DesiredDocument.sections(fields.rawObject("domains")));
    }

    public JsonObject json() {
        var json = JsonObject.EMPTY.with("fleetGeneration", fleetGeneration);
        if (outcome.isPresent()) {
            json = json.with("outcome", Fields.wireName(outcome.get()));
        }
        json = json.with("localGeneration", localGeneration);
        if (running.isPresent()) {
            json = json.with("running", running.get());
        }
        if (last.isPresent()) {
            json = json.with("last", last.get());
        }
        return json.with(
                        "units",
                        new JsonArray(
                                units.stream().map(unit -> (Json) unit.json()).toList()))
                .with(
                        "shadowed",
                        JsonArray.ofTexts(
                                shadowed.stream().map(DocumentPath::toString).toList()))
                .with(
                        "drift",
                        new JsonArray(
                                drift.stream().map(one -> (Json) one.json()).toList()))
                .with("domains", new JsonObject(Map.copyOf(domains)));
    }
}
