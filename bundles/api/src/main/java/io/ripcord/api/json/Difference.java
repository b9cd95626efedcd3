package io.ripcord.api.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One place where two documents differ; arrays differ as a whole.
 *
 * @param path slash-separated; empty for the whole
 * @param before empty when it was not there
 * @param after empty when it is gone
 */
public record Difference(String path, Optional<Json> before, Optional<Json> after) {

    /** All of them, in the order of the documents. */
    public static List<Difference> between(JsonObject before, JsonObject after) {
        List<Difference> found = new ArrayList<>();
        collect("", before, after, found);
        return List.copyOf(found);
    }

    private static void collect(String path, JsonObject before, JsonObject after, List<Difference> found) {
        Set<String> names = new LinkedHashSet<>(before.names());
        names.addAll(after.names());
        for (var name : names) {
            var place = path.isEmpty() ? name : path + "/" + name;
            var old = before.get(name);
            var now = after.get(name);
            if (old.equals(now)) {
                continue;
            }
            if (before.object(name).isPresent() && after.object(name).isPresent()) {
                collect(place, before.object(name).get(), after.object(name).get(), found);
            } else {
                found.add(new Difference(place, old, now));
            }
        }
    }

    /** One line for people, beginning with + (new), - (gone) or ~ (other). */
    @Override
    public String toString() {
        if (before.isEmpty()) {
            return "+ " + path + ": " + after.map(Json::text).orElse("");
        }
        return after.map(now -> "~ " + path + ": " + before.get().text() + " -> " + now.text())
                .orElseGet(() -> "- " + path + ": " + before.get().text());
    }
}
