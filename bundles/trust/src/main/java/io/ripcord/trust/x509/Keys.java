package io.ripcord.trust.x509;

import io.ripcord.api.disk.TwinFile;
import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** Key pairs and other secrets in files: made once, then read. */
public final class Keys {

    /** What a key pair is for. */
    public enum Kind {
        /** TLS: ECDSA on P-256. */
        EC,
        /** Envelopes: Ed25519. */
        ED25519;

        private String algorithm() {
            return this == EC ? "EC" : "Ed25519";
        }
    }

    private Keys() {}

    /** The key pair of the file, which is made (0600) if it is not there. */
    public static KeyPair openOrMake(Host host, Path file, Kind kind) throws IOException {
        var twin = new TwinFile(host, file);
        try {
            var kept = twin.read(pem -> isKey(pem, kind));
            if (kept.isPresent()) {
                return fromPem(text(kept.get()), kind);
            }
            var pair = generate(kind);
            twin.write(toPem(pair).getBytes(StandardCharsets.US_ASCII));
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "Cannot use the key in " + file + ": it is damaged; bring it back from a copy, or remove it to be"
                            + " given a new one, which nobody knows yet",
                    e);
        }
    }

    /** The random bytes of the file, which is made (0600) if it is not there. */
    public static byte[] secretOrMake(Host host, Path file, int bytes) throws IOException {
        var twin = new TwinFile(host, file);
        var kept = twin.read(content -> content.length == bytes);
        var secret = kept.isPresent() ? kept.get() : random(bytes);
        if (kept.isEmpty()) {
            twin.write(secret);
        }
        if (secret.length != bytes) {
            throw new IOException(
                    "Cannot use the secret in " + file + ": it is damaged; bring it back from a copy, or remove it");
        }
        return secret;
    }

    private static boolean isKey(byte[] pem, Kind kind) {
        try {
            fromPem(text(pem), kind);
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.ISO_8859_1);
    }

    public static byte[] random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }

    public static KeyPair generate(Kind kind) {
        try {
            var generator = KeyPairGenerator.getInstance(kind.algorithm());
            if (kind == Kind.EC) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + kind.algorithm(), e);
        }
    }

    public static String publicPem(PublicKey key) {
        return Pem.encode("PUBLIC KEY", key.getEncoded());
    }

    public static PublicKey publicKey(String pem, Kind kind) throws GeneralSecurityException {
        return KeyFactory.getInstance(kind.algorithm())
                .generatePublic(new X509EncodedKeySpec(Pem.decode("PUBLIC KEY", pem)));
    }

    private static String toPem(KeyPair pair) {
        return Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded()) + publicPem(pair.getPublic());
    }

    private static KeyPair fromPem(String pem, Kind kind) throws GeneralSecurityException {
        var privateKey = KeyFactory.getInstance(kind.algorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(Pem.decode("PRIVATE KEY", pem)));
        return new KeyPair(publicKey(pem, kind), privateKey);
    }
}
