package io.ripcord.api.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void names_each_place_that_is_new_gone_or_other() {
        assertEquals(
                List.of("~ a/b: 1 -> 2", "- a/c: true", "~ list: [1] -> [2]", "+ a2: {\"x\":null}"),
                lines("{'a': {'b': 1, 'c': true}, 'list': [1]}", "{'a': {'b': 2}, 'list': [2], 'a2': {'x': null}}"));
    }

    @Test
    void finds_none_in_equal_documents() {
        assertEquals(List.of(), lines("{'a': {'b': 1.0, 'c': 2}}", "{'a': {'c': 2, 'b': 1}}"));
    }

    @Test
    void tells_an_object_that_became_a_value() {
        assertEquals(List.of("~ a: {\"b\":1} -> false"), lines("{'a': {'b': 1}}", "{'a': false}"));
    }

    private static List<String> lines(String before, String after) {
        return Difference.between(parse(before), parse(after)).stream()
                .map(Difference::toString)
                .toList();
    }

    private static JsonObject parse(String text) {
        return JsonText.parseObject(text.replace('\'', '"'));
    }
}
