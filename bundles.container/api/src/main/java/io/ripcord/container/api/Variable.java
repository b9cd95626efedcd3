package io.ripcord.container.api;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonString;
import io.ripcord.api.trust.SecretReference;

/** What an environment variable of a chute is set to. */
public sealed interface Variable {

    Json json();

    /** A text that everybody may see. */
    record Plain(String text) implements Variable {
        @Override
        public Json json() {
            return Json.of(text);
        }
    }

    /** A secret, whose value is looked up when the container is made. */
    record Secret(SecretReference reference) implements Variable {
        @Override
        public Json json() {
            return reference.json();
        }
    }

    /** @throws BadDocument if it is neither a short text without NUL nor a reference to a secret */
    static Variable parse(Json value, String path, int maxLength) {
        if (!(value instanceof JsonString(var text))) {
            return new Secret(SecretReference.from(value, path));
        }
        if (text.length() > maxLength) {
            throw new BadDocument(path, "it has " + text.length() + " characters", "use at most " + maxLength);
        }
        if (text.indexOf('\0') >= 0) {
            throw new BadDocument(path, "it holds a NUL character", "remove it");
        }
        return new Plain(text);
    }
}
