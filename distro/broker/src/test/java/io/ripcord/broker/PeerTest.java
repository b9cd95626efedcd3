package io.ripcord.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.message.Topics;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {

    @Test
    void a_device_is_named_by_common_name_and_organisation() {
        assertEquals(
                Optional.of(new Peer.Device(new Topics("acme", "rc-0123456789abcdef"))),
                Peer.of(new X500Principal("CN=rc-0123456789abcdef, O=acme")));
    }

    @Test
    void the_console_is_named_by_its_unit() {
        assertEquals(
                Optional.of(new Peer.Console("console")), Peer.of(new X500Principal("CN=console, OU=console, O=acme")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"O=acme", "CN=rc-1", "CN=\\#, O=acme", "CN=a/b, O=acme", "CN=rc-1, O=\\+"})
    void who_could_reach_into_other_topics_is_nobody(String subject) {
        assertTrue(Peer.of(new X500Principal(subject)).isEmpty());
    }
}
