package io.ripcord.console.fleet;

import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.api.trust.KeyStoreFile;
import io.ripcord.api.trust.SealedSecret;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.api.trust.UntrustedException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import javax.net.ssl.SSLContext;

/** Signs for real, certifies whom it likes. */
final class TestAuthority implements FleetAuthority {
    final KeyPair pair = newPair();

    @Override
    public Digest keyDigest() {
        return Digest.of("authority");
    }

    @Override
    public String certificatePem() {
        return "authority certificate";
    }

    @Override
    public SigningKey signer() {
        return new SigningKey(pair);
    }

    @Override
    public String signerPem() {
        return "signer";
    }

    @Override
    public String certify(String csrPem, String device, String tenant) throws UntrustedException {
        if (!csrPem.equals("csr of " + device)) {
            throw new UntrustedException("the request is another device's");
        }
        return "certificate of " + device + " in " + tenant;
    }

    /** Not sealed at all, but to be told apart. */
    @Override
    public SealedSecret seal(String certificatePem, String name, SecretValue value) {
        var reference = new SecretReference(name, Digest.of(name + " " + value.text()));
        return new SealedSecret(reference, (certificatePem + ":" + value.text()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public KeyStoreFile server(String server, Collection<String> namesAndAddresses) {
        throw new IllegalStateException("no test asks for it");
    }

    @Override
    public KeyStoreFile trust() {
        throw new IllegalStateException("no test asks for it");
    }

    @Override
    public SSLContext consoleTls() {
        throw new IllegalStateException("no test asks for it");
    }

    private static KeyPair newPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
