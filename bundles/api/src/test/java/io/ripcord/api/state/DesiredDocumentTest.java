package io.ripcord.api.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonText;
import org.junit.jupiter.api.Test;

class DesiredDocumentTest {

    @Test
    void reads_back_what_it_writes() {
        var text = "{\"atomic\":true,\"local\":[\"system/name\"],\"domains\":{\"features\":{\"a\":{}}}}";
        var document = DesiredDocument.from(JsonText.parseObject(text));
        assertEquals(text, document.json().text());
        assertEquals(document, DesiredDocument.from(document.json()));
    }

    @Test
    void refuses_unknown_members_and_bad_domain_names() {
        assertThrows(BadDocument.class, () -> DesiredDocument.from(JsonText.parseObject("{\"x\":1}")));
        assertThrows(BadDocument.class, () -> DesiredDocument.from(JsonText.parseObject("{\"domains\":{\"A\":{}}}")));
        assertThrows(BadDocument.class, () -> DesiredDocument.from(JsonText.parseObject("{\"local\":[\"a//b\"]}")));
    }

    @Test
    void a_path_covers_all_below_it() {
        var features = DocumentPath.parse("features");
        assertTrue(features.covers(DocumentPath.parse("features/greeter")));
        assertFalse(DocumentPath.parse("features/greeter").covers(features));
        assertFalse(DocumentPath.parse("features/greet").covers(DocumentPath.parse("features/greeter")));
    }
}
