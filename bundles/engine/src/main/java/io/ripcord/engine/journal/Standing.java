package io.ripcord.engine.journal;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitResult;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;

/**
 * A unit that is not as wanted, and what is remembered of it while its entry stays the same.
 *
 * @param entry digest of what was wanted
 * @param change the change in which it came to that last
 * @param tries how often it was tried
 * @param held true if changes leave it alone until it is released
 */
public record Standing(UnitResult result, Digest entry, String change, int tries, boolean held) {
    /** The first time and three more. */
    public static final int MOST_TRIES = 4;

    /** True if it is tried again by itself. */
    public boolean again() {
        return result.outcome() == Outcome.UNCONFIRMED && tries < MOST_TRIES;
    }

    JsonObject json() {
        return JsonObject.EMPTY
                .with("result", result.json())
                .with("entry", entry.hex())
                .with("change", change)
                .with("tries", tries)
                .with("held", held);
    }

    static Standing from(Fields fields) {
        return new Standing(
                UnitResult.from(fields.object("result")),
                new Digest(fields.text("entry", 64, 64)),
                fields.text("change", 1, 64),
                (int) fields.whole("tries", 1, Integer.MAX_VALUE, 1),
                fields.flag("held", true));
    }
}
