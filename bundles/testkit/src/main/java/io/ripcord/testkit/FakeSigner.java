package io.ripcord.testkit;

import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.api.trust.Verifier;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

/** One fresh Ed25519 key that signs, and the verifier that trusts this key for every type. Safe for use by many threads. */
public final class FakeSigner implements Verifier {
    private final KeyPair pair = newPair();

    public Envelope sign(String payloadType, byte[] payload) {
        return new SigningKey(pair).sign(payloadType, payload);
    }

    @Override
    public byte[] verify(Envelope envelope, String payloadType) throws UntrustedException {
        if (!envelope.payloadType().equals(payloadType) || !SigningKey.verifies(envelope, pair.getPublic())) {
            throw new UntrustedException("the envelope is not signed by the test's key as " + payloadType);
        }
        return envelope.payload();
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }
}
