package io.ripcord.engine.journal;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.HistoryEntry;
import io.ripcord.api.trust.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finished change: what is told of it and what was wanted.
 *
 * @param fleetOutcome how the newest settled fleet generation ended, in this change or one before it
 * @param standing the units that are not to be tried again
 */
public record Settled(ChangeRecord record, Target target, Optional<Outcome> fleetOutcome, List<Standing> standing) {

    public Settled {
        standing = List.copyOf(standing);
    }

    public Outcome outcome() {
        return record.outcome().orElseThrow();
    }

    /** True if a unit is to be tried again: the generation has not failed for good. */
    boolean mayStillCome() {
        return record.units().stream().anyMatch(unit -> unit.outcome() == Outcome.UNCONFIRMED);
    }

    public HistoryEntry history() {
        return new HistoryEntry(
                record.id(),
                record.fleetGeneration(),
                record.localGeneration(),
                record.finished().orElse(record.started()),
                record.author(),
                outcome(),
                target.effective(),
                target.local());
    }

    JsonObject json() {
        var json = JsonObject.EMPTY.with("record", record.json()).with("target", target.json());
        if (fleetOutcome.isPresent()) {
            json = json.with("fleetOutcome", Fields.wireName(fleetOutcome.get()));
        }
        return json.with(
                "standing",
                new JsonArray(standing.stream().map(unit -> (Json) unit.json()).toList()));
    }

    static Settled from(JsonObject json, Map<Digest, JsonObject> documents) {
        var fields = Fields.of(json, "");
        return new Settled(
                ChangeRecord.from(fields.rawObject("record")),
                Target.from(fields.object("target"), documents),
                fields.has("fleetOutcome")
                        ? Optional.of(fields.choice("fleetOutcome", Outcome.class))
                        : Optional.empty(),
                fields.list("standing", 1000, Standing::from));
    }
}
