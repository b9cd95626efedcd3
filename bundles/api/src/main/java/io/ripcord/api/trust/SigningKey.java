package io.ripcord.api.trust;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;

/** An Ed25519 key pair (RFC 8032) that signs envelopes; immutable, safe for use by many threads. */
public final class SigningKey {
    private final PrivateKey privateKey;
    private final Digest id;

    public SigningKey(KeyPair pair) {
        this.privateKey = pair.getPrivate();
        this.id = idOf(pair.getPublic());
    }

    /** The key's name: the SHA-256 of the public key's SPKI. */
    public static Digest idOf(PublicKey key) {
        return Digest.of(key.getEncoded());
    }

    public Digest id() {
        return id;
    }

    public Envelope sign(String payloadType, byte[] payload) {
        return new Envelope(
                payloadType,
                payload.clone(),
                List.of(new Envelope.Signed(id, sign(Envelope.signedBytes(payloadType, payload)))));
    }

    /** True if one of the envelope's signatures is this public key's and right. */
    public static boolean verifies(Envelope envelope, PublicKey key) {
        var keyId = idOf(key);
        return envelope.signatures().stream()
                .filter(signed -> signed.keyId().equals(keyId))
                .anyMatch(signed -> verifies(envelope.signedBytes(), signed.signature(), key));
    }

    private byte[] sign(byte[] bytes) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + id.brief() + " cannot sign; use an Ed25519 key", e);
        }
    }

    private static boolean verifies(byte[] bytes, byte[] signature, PublicKey key) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(bytes);
            return verifier.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
