package io.ripcord.engine.plan;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.DesiredDocument;
import java.util.Collection;
import java.util.LinkedHashMap;

/** What of a document belongs to which unit. */
public final class Entries {
    private Entries() {}

    /** What the document wants of a unit: its entry, a whole domain's section, or null when there is none. */
    public static Json of(DesiredDocument document, UnitId unit) {
        var section = document.section(unit.domain());
        if (unit.isWhole()) {
            return section.isEmpty() ? JsonNull.NULL : section;
        }
        return section.get(unit.name()).orElse(JsonNull.NULL);
    }

    public static boolean differ(DesiredDocument one, DesiredDocument other, UnitId unit) {
        return !of(one, unit).equals(of(other, unit));
    }

    /** The target, with the entries of the failed units as the old document has them. */
    public static DesiredDocument compose(DesiredDocument target, DesiredDocument old, Collection<UnitId> failed) {
        var domains = new LinkedHashMap<>(target.domains());
        for (var unit : failed) {
            var section = domains.getOrDefault(unit.domain(), JsonObject.EMPTY);
            domains.put(unit.domain(), replaced(section, unit, of(old, unit)));
        }
        domains.values().removeIf(JsonObject::isEmpty);
        return new DesiredDocument(target.atomic(), target.local(), domains);
    }

    private static JsonObject replaced(JsonObject section, UnitId unit, Json entry) {
        if (unit.isWhole()) {
            return entry instanceof JsonObject object ? object : JsonObject.EMPTY;
        }
        return entry == JsonNull.NULL ? section.without(unit.name()) : section.with(unit.name(), entry);
    }
}
