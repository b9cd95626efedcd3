package io.ripcord.api.state;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import java.time.Instant;

/**
 * A unit was found otherwise than confirmed, though no change ran: somebody changed it by hand. It is brought back.
 *
 * @param seen when it was found
 */
public record Drift(UnitId unit, Instant seen) {

    public static Drift from(Fields fields) {
        return new Drift(UnitId.parse(fields.text("unit", 1, 256)), fields.instant("seen"));
    }

    public JsonObject json() {
        return JsonObject.EMPTY.with("unit", unit.toString()).with("seen", seen.toString());
    }
}
