package io.ripcord.engine.journal;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.trust.Digest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where a change goes.
 *
 * @param fleetDigest of the fleet document's payload, when the change brings a fleet generation that is not settled
 * @param effective both layers merged
 * @param local the local layer
 */
public record Target(
        String change,
        String author,
        Instant started,
        long fleetGeneration,
        long localGeneration,
        Optional<Digest> fleetDigest,
        DesiredDocument effective,
        JsonObject local) {

    /** The same change with the layers merged anew. */
    public Target with(DesiredDocument merged) {
        return new Target(change, author, started, fleetGeneration, localGeneration, fleetDigest, merged, local);
    }

    /** The same change, but its outcome is that of the fleet's document too. */
    public Target bringing(Optional<Digest> fleet) {
        return new Target(change, author, started, fleetGeneration, localGeneration, fleet, effective, local);
    }

    JsonObject json() {
        var json = JsonObject.EMPTY
                .with("change", change)
                .with("author", author)
                .with("started", started.toString())
                .with("fleetGeneration", fleetGeneration)
                .with("localGeneration", localGeneration)
                .with("effective", Digest.of(effective.json()).hex())
                .with("local", Digest.of(local).hex());
        return fleetDigest.isPresent()
                ? json.with("fleetDigest", fleetDigest.get().hex())
                : json;
    }

    /** @throws io.ripcord.api.json.BadDocument if it is malformed or one of its documents was lost */
    static Target from(Fields fields, Map<Digest, JsonObject> documents) {
        return new Target(
                fields.text("change", 1, 64),
                fields.text("author", 1, 64),
                Instant.parse(fields.text("started", 1, 40)),
                fields.whole("fleetGeneration", 0, Long.MAX_VALUE),
                fields.whole("localGeneration", 0, Long.MAX_VALUE),
                fields.optionalText("fleetDigest", 64, 64).map(Digest::new),
                DesiredDocument.from(document(fields, "effective", documents)),
                document(fields, "local", documents));
    }

    static JsonObject document(Fields fields, String name, Map<Digest, JsonObject> documents) {
        var document = documents.get(new Digest(fields.text(name, 64, 64)));
        if (document == null) {
            throw fields.bad(name, "the document it names was lost", "go on without it");
        }
        return document;
    }
}
