package io.ripcord.webconsole;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonObject;

/** The merge patch (RFC 7396) that makes one object another. */
final class MergePatch {
    private MergePatch() {}

    /** @throws BadDocument if the target has a null, which no patch can make */
    static JsonObject between(JsonObject from, JsonObject to) {
        return between(from, to, "");
    }

    private static JsonObject between(JsonObject from, JsonObject to, String path) {
        var patch = JsonObject.EMPTY;
        for (var name : from.names()) {
            if (to.get(name).isEmpty()) {
                patch = patch.with(name, JsonNull.NULL);
            }
        }
        for (var member : to.members().entrySet()) {
            var name = member.getKey();
            var old = from.get(name);
            if (old.isEmpty() || !old.get().equals(member.getValue())) {
                patch = patch.with(name, change(from, member.getValue(), name, path + name));
            }
        }
        return patch;
    }

    private static Json change(JsonObject from, Json to, String name, String path) {
        return switch (to) {
            case JsonNull _ -> throw new BadDocument(path, "it is null", "remove the member instead");
            case JsonObject object -> between(from.object(name).orElse(JsonObject.EMPTY), object, path + "/");
            default -> to;
        };
    }
}
