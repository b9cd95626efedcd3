package io.ripcord.api.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** What arrives is bytes of somebody else: each answer is a refusal with a reason, never another exception. */
    @ParameterizedTest
    @MethodSource("hostile")
    void refuses_hostile_bytes(String name, byte[] bytes) {
        assertThrows(BadDocument.class, () -> JsonText.parse(bytes), name);
    }

    static Stream<Arguments> hostile() {
        var big = "9".repeat(1_000_000);
        Map<String, byte[]> cases = new LinkedHashMap<>();
        cases.put("100,000 arrays", "[".repeat(100_000).getBytes(UTF_8));
        cases.put("100,000 objects", "{\"a\":".repeat(100_000).getBytes(UTF_8));
        cases.put("an exponent", "[1e999999]".getBytes(UTF_8));
        cases.put("a small exponent", "[1e-999999]".getBytes(UTF_8));
        cases.put("an exponent beyond int", "[1e99999999999]".getBytes(UTF_8));
        cases.put("an exponent with digits before", "[1.5E+2147483648]".getBytes(UTF_8));
        cases.put("a million digits", ("[" + big + "]").getBytes(UTF_8));
        cases.put("a million digits behind the point", ("[0." + big + "]").getBytes(UTF_8));
        cases.put("a key of 1 MB", ("{\"" + "k".repeat(1 << 20) + "\":1}").getBytes(UTF_8));
        cases.put("a key twice, once escaped", "{\"a\":1,\"\\u0061\":2}".getBytes(UTF_8));
        cases.put("a byte order mark", "\uFEFF{}".getBytes(UTF_8));
        cases.put("UTF-16", "{}".getBytes(UTF_16BE));
        cases.put("UTF-16, little end first", "{}".getBytes(UTF_16LE));
        cases.put("UTF-16 with its mark", "{}".getBytes(UTF_16));
        cases.put("UTF-32", "{}".getBytes(Charset.forName("UTF-32")));
        cases.put("Latin-1", "[\"\u00e4\"]".getBytes(ISO_8859_1));
        cases.put("an overlong letter", new byte[] {'[', '"', (byte) 0xc1, (byte) 0xa1, '"', ']'});
        cases.put("a surrogate as bytes", new byte[] {'[', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ']'});
        cases.put("a character cut off", new byte[] {'[', '"', (byte) 0xe2, (byte) 0x82});
        cases.put("half a pair", "[\"\\ud800\"]".getBytes(UTF_8));
        cases.put("half a pair in a name", "{\"\\udc00x\":1}".getBytes(UTF_8));
        cases.put("a raw NUL", "[\"\0\"]".getBytes(UTF_8));
        cases.put("5 MiB", ("[\"" + "x".repeat(5 << 20) + "\"]").getBytes(UTF_8));
        return cases.entrySet().stream().map(one -> Arguments.of(one.getKey(), one.getValue()));
    }

    @Test
    void keeps_whole_characters_of_all_planes() {
        assertEquals(
                "[\"\uD83D\uDE00\"]",
                JsonText.parse("[\"\\ud83d\\ude00\"]".getBytes(UTF_8)).text());
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
