package io.ripcord.api.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsCodecTest {
    private static final String DIGEST = "ab".repeat(32);

    @Test
    void a_value_shows_itself_to_nobody_who_does_not_ask_and_is_gone_when_closed() {
        var value = SecretValue.of("hunter2 ü");
        assertFalse(value.toString().contains("hunter2"));
        assertEquals("hunter2 ü", value.text());
        assertArrayEquals("hunter2 ü".getBytes(StandardCharsets.UTF_8), value.bytes());
        assertNotEquals(value, SecretValue.of("hunter2 ü"));
        value.close();
        assertThrows(IllegalStateException.class, value::text);
        assertThrows(IllegalStateException.class, value::bytes);
    }

    @Test
    void a_value_is_text_of_1_to_4096_bytes() {
        assertEquals(4096, SecretValue.of("x".repeat(4096)).bytes().length);
        assertThrows(BadDocument.class, () -> SecretValue.of(""));
        assertThrows(BadDocument.class, () -> SecretValue.of("x".repeat(4097)));
        assertThrows(BadDocument.class, () -> SecretValue.of("ü".repeat(2049)));
        assertThrows(BadDocument.class, () -> SecretValue.of("a\0b"));
        assertThrows(BadDocument.class, () -> SecretValue.of("\ud800"));
        assertThrows(BadDocument.class, () -> SecretValue.of(new byte[] {(byte) 0xff}));
    }

    @Test
    void a_reference_is_written_as_it_is_read() {
        var reference = new SecretReference("api-token", new Digest(DIGEST));
        assertEquals(reference, SecretReference.from(reference.json(), "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"hunter2\"",
                "[\"hunter2\"]",
                "7",
                "{}",
                "{\"secret\": \"hunter2\"}",
                "{\"secret\": \"Hunter2\", \"digest\": \"" + "%1$s" + "\"}",
                "{\"secret\": \"a\", \"digest\": \"hunter2\"}",
                "{\"secret\": \"a\", \"digest\": \"%1$s\", \"value\": \"hunter2\"}",
                "{\"secret\": [\"hunter2\"], \"digest\": \"%1$s\"}"
            })
    void nothing_else_is_a_reference_and_no_refusal_repeats_a_value(String text) {
        Json json = JsonText.parseObject("{\"x\": " + text.replace("%1$s", DIGEST) + "}")
                .get("x")
                .orElseThrow();
        var refused = assertThrows(BadDocument.class, () -> SecretReference.from(json, "chutes/a/environment/T"));
        assertFalse(refused.getMessage().toLowerCase(java.util.Locale.ROOT).contains("hunter2"), refused.getMessage());
        assertEquals(true, refused.path().startsWith("chutes/a/environment/T"), refused.path());
    }

    @Test
    void a_sealed_secret_is_written_as_it_is_read_and_read_strictly() {
        var sealed = new SealedSecret(new SecretReference("a", new Digest(DIGEST)), new byte[] {1, 2, 3});
        var read = SealedSecret.from(Fields.of(sealed.json(), ""));
        assertEquals(sealed.reference(), read.reference());
        assertArrayEquals(sealed.sealed(), read.sealed());
        for (var wrong : new String[] {"!", "A", ""}) {
            var json = sealed.json().with("sealed", wrong);
            assertThrows(BadDocument.class, () -> SealedSecret.from(Fields.of(json, "")));
        }
        assertThrows(
                BadDocument.class,
                () -> SealedSecret.from(Fields.of(sealed.json().with("more", 1), "")));
    }
}
