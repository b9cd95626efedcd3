package io.ripcord.api.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static Fields fields(String text) {
        return Fields.of(JsonText.parseObject(text), "top");
    }

    @Test
    void names_the_place_the_reason_and_the_remedy() {
        var refused =
                assertThrows(BadDocument.class, () -> fields("{\"port\":70000}").whole("port", 1, 65535));
        assertEquals("top/port: it is out of range; use 1 to 65535", refused.getMessage());
    }

    @Test
    void refuses_unknown_members() {
        var fields = fields("{\"a\":\"x\",\"b\":1}");
        fields.text("a", 0, 5);
        assertEquals("top/b", assertThrows(BadDocument.class, fields::end).path());
    }

    @Test
    void refuses_wrong_types_lengths_and_patterns() {
        assertThrows(BadDocument.class, () -> fields("{\"a\":1}").text("a", 0, 5));
        assertThrows(BadDocument.class, () -> fields("{\"a\":\"123456\"}").text("a", 0, 5));
        assertThrows(BadDocument.class, () -> fields("{\"a\":\"A\"}").text("a", Pattern.compile("[a-z]")));
        assertThrows(BadDocument.class, () -> fields("{\"a\":1.5}").whole("a", 0, 5));
        assertThrows(BadDocument.class, () -> fields("{\"a\":\"true\"}").flag("a", false));
        assertThrows(BadDocument.class, () -> fields("{\"a\":[1]}").texts("a", 5, 5));
        assertThrows(BadDocument.class, () -> fields("{}").object("a"));
    }
}
