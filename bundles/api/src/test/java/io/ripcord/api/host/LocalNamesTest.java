package io.ripcord.api.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalNamesTest {
    private final LocalNames names = new LocalNames(Set.of("192.168.77.1", "ripcord.lan", "::1"));

    @Test
    void knows_its_own_names_with_and_without_a_port() {
        assertTrue(names.knows("192.168.77.1:8443"));
        assertTrue(names.knows("RIPCORD.lan"));
        assertTrue(names.knows("[::1]:8443"));
    }

    @Test
    void does_not_know_a_name_that_was_rebound_to_it() {
        assertFalse(names.knows("evil.example:8443"));
        assertFalse(names.knows("192.168.77.1.evil.example"));
        assertFalse(names.knows(""));
        assertFalse(names.knows("[::1"));
    }

    @Test
    void takes_only_the_https_origin_of_the_host_as_the_same() {
        assertTrue(LocalNames.sameOrigin("https://ripcord.lan:8443", "ripcord.lan:8443"));
        assertFalse(LocalNames.sameOrigin("http://ripcord.lan:8443", "ripcord.lan:8443"));
        assertFalse(LocalNames.sameOrigin("https://ripcord.lan", "ripcord.lan:8443"));
        assertFalse(LocalNames.sameOrigin("null", "ripcord.lan:8443"));
    }
}
