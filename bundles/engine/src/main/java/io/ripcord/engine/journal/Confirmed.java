package io.ripcord.engine.journal;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.trust.Digest;
import java.util.List;
import java.util.Map;

/**
 * What the device is to be after each restart: the last committed document, failed units at their old version.
 *
 * @param derived what its expansion came to, for the time when an expander is not there
 */
public record Confirmed(DesiredDocument document, List<Derived> derived) {
    public static final Confirmed NOTHING = new Confirmed(DesiredDocument.EMPTY, List.of());

    public Confirmed {
        derived = List.copyOf(derived);
    }

    JsonObject json() {
        return JsonObject.EMPTY
                .with("document", document.digest().hex())
                .with(
                        "derived",
                        new JsonArray(derived.stream().map(Confirmed::json).toList()));
    }

    static Confirmed from(JsonObject json, Map<Digest, JsonObject> documents) {
        var fields = Fields.of(json, "confirmed");
        return new Confirmed(
                DesiredDocument.from(Target.document(fields, "document", documents)),
                fields.list("derived", 10_000, Confirmed::derived));
    }

    private static Json json(Derived derived) {
        return JsonObject.EMPTY
                .with("owner", derived.owner().toString())
                .with("domain", derived.domain())
                .with("key", derived.key())
                .with("entry", derived.entry());
    }

    private static Derived derived(Fields fields) {
        return new Derived(
                UnitId.parse(fields.text("owner", 1, 256)),
                fields.text("domain", 1, 64),
                fields.text("key", 0, 256),
                fields.rawObject("entry"));
    }
}
