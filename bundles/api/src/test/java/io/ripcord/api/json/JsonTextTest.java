package io.ripcord.api.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1} x",
                "{\"a\":01}",
                "{\"a\":1e999999999}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":1,}",
                "{\"a\":/**/1}"
            })
    void refuses_what_is_no_single_strict_object(String text) {
        assertThrows(BadDocument.class, () -> JsonText.parseObject(text));
    }

    @Test
    void refuses_depth_33() {
        assertEquals("{}", JsonText.parseObject("{}").text());
        assertThrows(BadDocument.class, () -> JsonText.parseObject("{\"a\":".repeat(33) + "1" + "}".repeat(33)));
    }

    @Test
    void keeps_the_order_of_members_and_sorts_in_canonical_text() {
        var object = JsonText.parseObject("{ \"b\": [1, 2.50, \"x\"], \"a\": null }");
        assertEquals("{\"b\":[1,2.5,\"x\"],\"a\":null}", object.text());
        assertEquals("{\"a\":null,\"b\":[1,2.5,\"x\"]}", JsonText.canonical(object));
    }

    @Test
    void a_merge_patch_merges_replaces_and_removes() {
        var object = JsonText.parseObject("{\"a\":{\"x\":1,\"y\":2},\"b\":3}");
        var patch = JsonText.parseObject("{\"a\":{\"x\":null,\"z\":4},\"b\":[5],\"c\":{\"d\":{\"e\":null}}}");
        assertEquals(
                "{\"a\":{\"y\":2,\"z\":4},\"b\":[5],\"c\":{\"d\":{}}}",
                object.patched(patch).text());
    }
}
