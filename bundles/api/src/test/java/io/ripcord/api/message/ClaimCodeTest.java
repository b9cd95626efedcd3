package io.ripcord.api.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ripcord.api.json.BadDocument;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ClaimCodeTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private final ClaimCode code = new ClaimCode(URI.create("https://10.77.0.1:8440"), Samples.DIGEST, SECRET);

    @Test
    void a_device_reads_the_code_that_a_console_made() {
        assertEquals(code, ClaimCode.parse(" " + code.encode() + "\n"));
    }

    @Test
    void refuses_what_is_cut_foreign_or_not_https_without_repeating_it() {
        for (var text : new String[] {"", "RC1.", code.encode().substring(0, 40), "RC2.e30", "RC1.e30", "RC1.%%"}) {
            assertThrows(BadDocument.class, () -> ClaimCode.parse(text), text);
        }
        for (var console :
                new String[] {"http://x:1", "https://u:p@x:1", "https://x:1/path", "https:x", "https://x?q"}) {
            assertThrows(BadDocument.class, () -> new ClaimCode(URI.create(console), Samples.DIGEST, SECRET), console);
        }
    }

    @Test
    void does_not_show_its_secret() {
        assertFalse(code.toString().contains(SECRET));
        assertFalse(
                new EnrolmentRequest(SECRET, "d", "c", "m", "csr").toString().contains(SECRET));
    }
}
