package io.ripcord.engine.layers;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.DocumentPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Both layers as one document. Local values count where the fleet lets them (everywhere without a fleet document);
 * the others are shadowed. {@code false} in the place of an entry hides the fleet's entry.
 *
 * @param shadowed the highest places of local values that do not count
 */
public record Merge(DesiredDocument effective, List<DocumentPath> shadowed) {

    /** @param perEntry true for a domain whose first-level names are entries of their own */
    public static Merge of(Optional<DesiredDocument> fleet, JsonObject local, Predicate<String> perEntry) {
        var base = fleet.orElse(DesiredDocument.EMPTY);
        var merger = new Merger(fleet.map(DesiredDocument::local), perEntry);
        var merged = merger.merge(base.sections(), local, List.of());
        Map<String, JsonObject> domains = new LinkedHashMap<>();
        merged.members().forEach((domain, section) -> {
            if (section instanceof JsonObject object && !object.isEmpty()) {
                domains.put(domain, object);
            }
        });
        return new Merge(new DesiredDocument(base.atomic(), base.local(), domains), List.copyOf(merger.shadowed));
    }

    /** True if local may write at this place. */
    public static boolean mayWrite(Optional<DesiredDocument> fleet, DocumentPath place) {
        return fleet.isEmpty() || fleet.get().local().stream().anyMatch(allowed -> allowed.covers(place));
    }

    private record Merger(
            Optional<List<DocumentPath>> allowed, Predicate<String> perEntry, List<DocumentPath> shadowed) {

        Merger(Optional<List<DocumentPath>> allowed, Predicate<String> perEntry) {
            this(allowed, perEntry, new ArrayList<>());
        }

        JsonObject merge(JsonObject fleet, JsonObject local, List<String> above) {
            var result = new LinkedHashMap<>(fleet.members());
            local.members().forEach((name, value) -> {
                var segments = new ArrayList<>(above);
                segments.add(name);
                var place = new DocumentPath(segments);
                boolean counts = covered(place);
                if (value instanceof JsonObject inner && (counts || opensBelow(place))) {
                    var under = fleet.object(name).orElse(JsonObject.EMPTY);
                    result.put(name, merge(under, inner, segments));
                } else if (!counts) {
                    shadowed.add(place);
                } else if (hides(value, fleet.get(name), place)) {
                    result.remove(name);
                } else {
                    result.put(name, value);
                }
            });
            return new JsonObject(result);
        }

        private boolean covered(DocumentPath place) {
            return allowed.isEmpty() || allowed.get().stream().anyMatch(path -> path.covers(place));
        }

        private boolean opensBelow(DocumentPath place) {
            return allowed.orElse(List.of()).stream().anyMatch(place::covers);
        }

        private boolean hides(Json value, Optional<Json> fleet, DocumentPath place) {
            int depth = place.segments().size();
            boolean entry =
                    depth == 1 || (depth == 2 && perEntry.test(place.segments().getFirst()));
            return value == JsonBoolean.FALSE && (entry || fleet.orElse(value) instanceof JsonObject);
        }
    }
}
