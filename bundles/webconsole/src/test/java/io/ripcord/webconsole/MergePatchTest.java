package io.ripcord.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; {'a': 1}; {'a': 1}",
                "{'a': 1}; {}; {'a': null}",
                "{'a': 1}; {'a': 1}; {}",
                "{'a': {'b': 1, 'c': 2}}; {'a': {'b': 1, 'c': 3}}; {'a': {'c': 3}}",
                "{'a': {'b': 1}}; {'a': {}}; {'a': {'b': null}}",
                "{'a': 1}; {'a': {'b': {}}}; {'a': {'b': {}}}",
                "{'a': {'b': 1}}; {'a': false}; {'a': false}",
                "{'a': [1]}; {'a': [1, 2]}; {'a': [1, 2]}",
            })
    void is_as_small_as_the_change(String from, String to, String patch) {
        assertEquals(json(patch), MergePatch.between(json(from), json(to)));
        assertEquals(json(to), json(from).patched(MergePatch.between(json(from), json(to))));
    }

    @Test
    void refuses_a_null_and_says_where() {
        var failure = assertThrows(BadDocument.class, () -> MergePatch.between(json("{}"), json("{'a': {'b': null}}")));
        assertEquals("a/b", failure.path());
    }

    private static JsonObject json(String text) {
        return JsonText.parseObject(text.replace('\'', '"'));
    }
}
