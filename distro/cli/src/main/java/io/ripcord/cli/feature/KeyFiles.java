package io.ripcord.cli.feature;

import io.ripcord.api.trust.SigningKey;
import io.ripcord.cli.remote.RemoteFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Ed25519 keys in PEM: {@code NAME.key} holds the private half (PKCS 8), {@code NAME.pem} beside it the public one (SPKI). */
public final class KeyFiles {
    private KeyFiles() {}

    /** @param key the private half */
    public static SigningKey read(Path key) {
        var open = key.resolveSibling(key.getFileName().toString().replaceFirst("\\.key$", "") + ".pem");
        try {
            var factory = KeyFactory.getInstance("Ed25519");
            return new SigningKey(new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(decode(open))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(decode(key)))));
        } catch (IOException e) {
            throw new RemoteFailure(
                    "The signing key cannot be read from " + key + " and " + open
                            + "; ./ripcord up makes one, or name yours with --key.",
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new RemoteFailure(
                    key + " and " + open + " are no Ed25519 key in PEM; name the right one with --key.", e);
        }
    }

    private static byte[] decode(Path pem) throws IOException {
        var text = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "");
        return Base64.getMimeDecoder().decode(text);
    }
}
