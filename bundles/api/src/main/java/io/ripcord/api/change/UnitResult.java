package io.ripcord.api.change;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;

/**
 * What became of one unit.
 *
 * @param reason why, one sentence; empty when applied
 * @param remedy what to do, one sentence; empty when applied
 * @param gapMillis how long the unit was not in service because of the change, in ms; 0 if it was never touched
 */
public record UnitResult(UnitId unit, Outcome outcome, String reason, String remedy, long gapMillis) {

    public static UnitResult from(Fields fields) {
        return new UnitResult(
                UnitId.parse(fields.text("unit", 1, 256)),
                fields.choice("outcome", Outcome.class),
                fields.text("reason", 0, 4096),
                fields.text("remedy", 0, 4096),
                fields.whole("gapMillis", 0, Long.MAX_VALUE, 0));
    }

    public JsonObject json() {
        return JsonObject.EMPTY
                .with("unit", unit.toString())
                .with("outcome", Fields.wireName(outcome))
                .with("reason", reason)
                .with("remedy", remedy)
                .with("gapMillis", gapMillis);
    }
}
