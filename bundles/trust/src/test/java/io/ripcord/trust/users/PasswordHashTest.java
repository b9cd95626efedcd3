package io.ripcord.trust.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private static final char[] PASSWORD = "pässword".toCharArray();

    @Test
    void reads_back_what_it_writes() {
        var hash = PasswordHash.of(PASSWORD);
        assertTrue(hash.text().startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash.text());
        var read = PasswordHash.parse(hash.text());
        assertEquals(hash.text(), read.text());
        assertTrue(read.matches(PASSWORD));
        assertFalse(read.matches("password".toCharArray()));
        assertNotEquals(hash.text(), PasswordHash.of(PASSWORD).text());
    }

    @Test
    void refuses_what_is_no_hash() {
        for (var text :
                new String[] {"", "$2a$10$x", "$argon2i$v=19$m=1,t=1,p=1$" + "A".repeat(22) + "$" + "A".repeat(43)}) {
            assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(text));
        }
    }
}
