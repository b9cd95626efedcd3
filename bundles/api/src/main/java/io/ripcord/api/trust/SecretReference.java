package io.ripcord.api.trust;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import java.util.regex.Pattern;

/**
 * What stands in a document in the place of a secret value: {@code {"secret": "name", "digest": "..."}}.
 *
 * @param name 1 to 64 lower-case letters, digits, dashes, dots and underscores, beginning with a letter
 * @param digest HMAC-SHA-256 of name and value with a key that documents do not give away: another value has another digest,
 *     so that the document changes with it, and who has the document alone cannot try out values
 */
public record SecretReference(String name, Digest digest) {
    public static final String SECRET = "secret";
    public static final String DIGEST = "digest";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,63}");

    public SecretReference {
        checkName("", name);
    }

    /**
     * Reads a reference strictly. A plain value in its place is refused, and not repeated in the refusal.
     *
     * @param path where it stands, for the refusal
     * @throws BadDocument if it is anything else than a whole reference
     */
    public static SecretReference from(Json value, String path) {
        if (!(value instanceof JsonObject)) {
            throw new BadDocument(
                    path,
                    "a secret's value may not stand in a document",
                    "set it (./ripcord secret set NAME) and write {\"secret\": \"NAME\"} here");
        }
        var fields = Fields.of(value, path);
        var name = fields.text(SECRET, 1, 64);
        checkName(path, name);
        if (!fields.has(DIGEST)) {
            throw fields.bad(DIGEST, "it is missing", "make the edit through REST, which fills it in");
        }
        var digest = digest(fields);
        fields.end();
        return new SecretReference(name, digest);
    }

    /** @throws BadDocument unless it is a secret's name; the name is not repeated: it may be a value in the wrong place */
    public static String checkName(String path, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new BadDocument(
                    path,
                    "it is no name of a secret",
                    "use 1 to 64 lower-case letters, digits, dashes, dots and underscores, beginning with a letter");
        }
        return name;
    }

    public JsonObject json() {
        return JsonObject.EMPTY.with(SECRET, name).with(DIGEST, digest.hex());
    }

    private static Digest digest(Fields fields) {
        try {
            return new Digest(fields.text(DIGEST, 64, 64));
        } catch (BadDocument e) {
            throw e.path().isEmpty() ? fields.bad(DIGEST, e.reason(), e.remedy()) : e;
        }
    }
}
