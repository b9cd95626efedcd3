package io.ripcord.api.state;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonString;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SecretReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The references to secrets in a document: wherever it stands, an object whose only members are {@code secret}, a string, and
 * perhaps {@code digest} is one (a {@code value} beside them is refused). So people write the name alone, and who takes the edit fills in the digest.
 */
public final class SecretReferences {
    private static final String VALUE = "value";
    private static final Set<String> MEMBERS = Set.of(SecretReference.SECRET, SecretReference.DIGEST, VALUE);

    private SecretReferences() {}

    /** Says which digest a reference is to have. */
    @FunctionalInterface
    public interface Digests {
        /** @param given what stands there, if it is a digest; empty when there is no such secret */
        Optional<Digest> of(String name, Optional<Digest> given);
    }

    /**
     * The document with every reference completed.
     *
     * @throws BadDocument if one names no secret; the name is not repeated: it may be a value in the wrong place
     */
    public static JsonObject complete(JsonObject document, Digests digests) {
        return (JsonObject) walk("", document, (path, reference) -> completed(path, reference, digests));
    }

    /** The document with every reference to that name referring to the newest value. */
    public static JsonObject renew(JsonObject document, SecretReference newest) {
        return (JsonObject) walk(
                "",
                document,
                (_, reference) -> reference.string(SecretReference.SECRET).equals(Optional.of(newest.name()))
                        ? newest.json()
                        : reference);
    }

    /** The names of the secrets that the document refers to. */
    public static Set<String> names(JsonObject document) {
        Set<String> names = new TreeSet<>();
        walk("", document, (_, reference) -> {
            reference.string(SecretReference.SECRET).ifPresent(names::add);
            return reference;
        });
        return names;
    }

    private static JsonObject completed(String path, JsonObject reference, Digests digests) {
        if (reference.get(VALUE).isPresent()) {
            throw new BadDocument(
                    path + "/" + VALUE,
                    "a secret's value may not stand in a document",
                    "set it (./ripcord secret set NAME) and leave it out here");
        }
        var name = SecretReference.checkName(
                path, reference.string(SecretReference.SECRET).orElseThrow());
        var digest = digests.of(name, given(path, reference))
                .orElseThrow(() -> new BadDocument(
                        path,
                        "there is no secret of the name that stands here",
                        "set it first (./ripcord secret set NAME), or look at the names (./ripcord secret ls)"));
        return new SecretReference(name, digest).json();
    }

    private static Optional<Digest> given(String path, JsonObject reference) {
        return reference.get(SecretReference.DIGEST).map(value -> {
            if (value instanceof JsonString(var text) && text.matches("[0-9a-f]{64}")) {
                return new Digest(text);
            }
            throw new BadDocument(path + "/digest", "it is no digest", "leave it out: it is filled in");
        });
    }

    private interface Change {
        JsonObject of(String path, JsonObject reference);
    }

    private static Json walk(String path, Json value, Change change) {
        return switch (value) {
            case JsonObject object when isReference(object) -> change.of(path, object);
            case JsonObject object -> {
                Map<String, Json> walked = new LinkedHashMap<>();
                object.members().forEach((name, member) -> walked.put(name, walk(below(path, name), member, change)));
                yield new JsonObject(walked);
            }
            case JsonArray(var items) -> {
                List<Json> walked = new ArrayList<>();
                for (int i = 0; i < items.size(); i++) {
                    walked.add(walk(below(path, Integer.toString(i)), items.get(i), change));
                }
                yield new JsonArray(walked);
            }
            default -> value;
        };
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    private static boolean isReference(JsonObject object) {
        return object.string(SecretReference.SECRET).isPresent() && MEMBERS.containsAll(object.names());
    }
}
