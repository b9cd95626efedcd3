package io.ripcord.webconsole;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonString;
import io.ripcord.api.state.States;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One domain whose entries have names: what is wanted beside what is there. */
record Domain(JsonObject wanted, JsonObject there) {

    static Domain of(States states, String name) {
        return new Domain(
                states.snapshot().effective().section(name),
                states.reported().domains().getOrDefault(name, JsonObject.EMPTY));
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>(wanted.names());
        names.addAll(there.names());
        return names;
    }

    /** What is there of that name; empty when nothing. */
    JsonObject reported(String name) {
        return there.object(name).orElse(JsonObject.EMPTY);
    }

    /** A member as plain text; a dash when absent. */
    static String text(JsonObject object, String name) {
        return object.get(name)
                .map(value -> value instanceof JsonString(var text) ? text : value.text())
                .orElse("-");
    }

    /** The objects of an array, each in its words. */
    static String lines(JsonObject object, String name, Function<JsonObject, String> words) {
        return object.get(name).orElse(JsonArray.of()) instanceof JsonArray(var items)
                ? items.stream()
                        .map((Json item) -> item instanceof JsonObject one ? words.apply(one) : item.text())
                        .collect(Collectors.joining("; "))
                : "-";
    }
}
