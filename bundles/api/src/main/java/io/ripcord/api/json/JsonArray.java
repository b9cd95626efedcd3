package io.ripcord.api.json;

import java.util.Collection;
import java.util.List;

/** A JSON array. */
public record JsonArray(List<Json> items) implements Json {

    public JsonArray {
        items = List.copyOf(items);
    }

    public static JsonArray of(Json... items) {
        return new JsonArray(List.of(items));
    }

    public static JsonArray ofTexts(Collection<String> texts) {
        return new JsonArray(texts.stream().map(Json::of).toList());
    }
}
