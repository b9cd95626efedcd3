package io.ripcord.api.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SecretReference;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretReferencesTest {
    private static final Digest OLD = new Digest("0a".repeat(32));
    private static final Digest NEW = new Digest("0b".repeat(32));
    private static final SecretReference TOKEN = new SecretReference("token", NEW);

    @Test
    void fills_in_the_digest_wherever_a_name_stands() {
        var completed = complete(json("{'a': {'b': [{'secret': 'token'}, 1]}, 'c': {'secret': 'token'}}"));
        assertEquals(
                JsonObject.EMPTY
                        .with("a", json("{'b': [{'secret': 'token', 'digest': '" + NEW + "'}, 1]}"))
                        .with("c", TOKEN.json()),
                completed);
    }

    @Test
    void leaves_alone_what_only_looks_like_a_reference() {
        var document = json("{'a': {'secret': 'x', 'more': 1}, 'b': {'secret': 7}, 'c': {'secret': {'secret': 1}}}");
        assertEquals(document, complete(document));
    }

    @Test
    void refuses_an_unknown_name_by_its_place_only() {
        var refused = assertThrows(BadDocument.class, () -> complete(json("{'a': {'b': {'secret': 'hunter2'}}}")));
        assertTrue(refused.getMessage().startsWith("a/b: "), refused.getMessage());
        assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
        refused = assertThrows(BadDocument.class, () -> complete(json("{'a': {'secret': 'Hunter 2'}}")));
        assertFalse(refused.getMessage().contains("Hunter"), refused.getMessage());
        refused = assertThrows(
                BadDocument.class, () -> complete(json("{'a': {'secret': 'token', 'digest': 'hunter2'}}")));
        assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
    }

    @Test
    void refuses_a_value_beside_the_name_without_repeating_it() {
        var refused = assertThrows(
                BadDocument.class, () -> complete(json("{'a': {'b': {'secret': 'token', 'value': 'hunter2'}}}")));
        assertEquals("a/b/value", refused.path());
        assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
    }

    @Test
    void renews_the_references_to_one_name_only() {
        var document = JsonObject.EMPTY
                .with("a", new SecretReference("token", OLD).json())
                .with("b", new SecretReference("other", OLD).json());
        assertEquals(document.with("a", TOKEN.json()), SecretReferences.renew(document, TOKEN));
        assertEquals(Set.of("token", "other"), SecretReferences.names(document));
    }

    private static JsonObject complete(JsonObject document) {
        return SecretReferences.complete(
                document, (name, _) -> name.equals("token") ? Optional.of(NEW) : Optional.empty());
    }

    private static JsonObject json(String sloppy) {
        return JsonText.parseObject(sloppy.replace('\'', '"'));
    }
}
