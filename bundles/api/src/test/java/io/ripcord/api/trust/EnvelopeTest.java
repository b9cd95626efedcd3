package io.ripcord.api.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private final KeyPair pair = newPair();
    private final byte[] payload = "{\"x\":1}".getBytes(StandardCharsets.UTF_8);
    private final Envelope envelope = new SigningKey(pair).sign(Envelope.FEATURE, payload);

    @Test
    void survives_the_wire_and_verifies() {
        var read = Envelope.parse(envelope.encode());
        assertArrayEquals(payload, read.payload());
        assertTrue(SigningKey.verifies(read, pair.getPublic()));
    }

    @Test
    void another_key_payload_or_type_does_not_verify() {
        var signatures = envelope.signatures();
        assertFalse(SigningKey.verifies(envelope, newPair().getPublic()));
        assertFalse(SigningKey.verifies(new Envelope(Envelope.FEATURE, new byte[] {1}, signatures), pair.getPublic()));
        assertFalse(SigningKey.verifies(new Envelope(Envelope.DESIRED, payload, signatures), pair.getPublic()));
    }

    @Test
    void signs_the_pre_authentication_encoding_of_dsse() {
        var bytes =
                Envelope.signedBytes("http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "DSSEv1 29 http://example.com/HelloWorld 11 hello world", new String(bytes, StandardCharsets.UTF_8));
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
