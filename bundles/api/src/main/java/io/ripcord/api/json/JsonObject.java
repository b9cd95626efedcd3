package io.ripcord.api.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A JSON object whose members keep their order; equality ignores the order. */
public record JsonObject(Map<String, Json> members) implements Json {

    public static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public Optional<Json> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The member if it is an object, else empty. */
    public Optional<JsonObject> object(String name) {
        return get(name).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** The member's value if it is a string, else empty. */
    public Optional<String> string(String name) {
        return get(name).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).value());
    }

    public Set<String> names() {
        return members.keySet();
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** This object with one member set or replaced. */
    public JsonObject with(String name, Json value) {
        var copy = new LinkedHashMap<>(members);
        copy.put(name, value);
        return new JsonObject(copy);
    }

    public JsonObject with(String name, String value) {
        return with(name, Json.of(value));
    }

    public JsonObject with(String name, long value) {
        return with(name, Json.of(value));
    }

    public JsonObject with(String name, boolean value) {
        return with(name, Json.of(value));
    }

    public JsonObject without(String name) {
        var copy = new LinkedHashMap<>(members);
        copy.remove(name);
        return new JsonObject(copy);
    }

    /** This object after a merge patch (RFC 7396): objects merge, null removes, all else replaces. */
    public JsonObject patched(JsonObject patch) {
        var copy = new LinkedHashMap<>(members);
        patch.members.forEach((name, value) -> {
            switch (value) {
                case JsonNull _ -> copy.remove(name);
                case JsonObject inner ->
                    copy.put(name, object(name).orElse(EMPTY).patched(inner));
                default -> copy.put(name, value);
            }
        });
        return new JsonObject(copy);
    }
}
