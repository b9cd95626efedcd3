package io.ripcord.engine.journal;

import io.ripcord.api.change.UnitResult;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;

/**
 * A unit that failed when it was tried; it is not tried again while its entry stays the same.
 *
 * @param entry digest of what was wanted
 * @param change the change in which it failed
 */
public record Standing(UnitResult result, Digest entry, String change) {

    JsonObject json() {
        return JsonObject.EMPTY
                .with("result", result.json())
                .with("entry", entry.hex())
                .with("change", change);
    }

    static Standing from(Fields fields) {
        return new Standing(
                UnitResult.from(fields.object("result")),
                new Digest(fields.text("entry", 64, 64)),
                fields.text("change", 1, 64));
    }
}
