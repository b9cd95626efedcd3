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

    /** What the document wants of a unit: its entry, a whole domain's section, the plane's sections by name, or null. */
    public static Json of(DesiredDocument document, UnitId unit) {
        if (!unit.isWhole()) {
            return document.section(unit.domain()).get(unit.name()).orElse(JsonNull.NULL);
        }
        if (unit.sections().size() == 1) {
            return whole(document.section(unit.domain()));
        }
        var plane = JsonObject.EMPTY;
        for (var name : unit.sections()) {
            var section = document.section(name);
            plane = section.isEmpty() ? plane : plane.with(name, section);
        }
        return whole(plane);
    }

    private static Json whole(JsonObject section) {
        return section.isEmpty() ? JsonNull.NULL : section;
    }

    public static boolean differ(DesiredDocument one, DesiredDocument other, UnitId unit) {
        return !of(one, unit).equals(of(other, unit));
    }

    /** The target, with the entries of the failed units as the old document has them. */
    public static DesiredDocument compose(DesiredDocument target, DesiredDocument old, Collection<UnitId> failed) {
        var domains = new LinkedHashMap<>(target.domains());
        for (var unit : failed) {
            for (var name : unit.sections()) {
                var section = domains.getOrDefault(name, JsonObject.EMPTY);
                domains.put(name, unit.isWhole() ? old.section(name) : replaced(section, unit, of(old, unit)));
            }
        }
        domains.values().removeIf(JsonObject::isEmpty);
        return new DesiredDocument(target.atomic(), target.local(), domains);
    }

    private static JsonObject replaced(JsonObject section, UnitId unit, Json entry) {
        return entry == JsonNull.NULL ? section.without(unit.name()) : section.with(unit.name(), entry);
    }
}
