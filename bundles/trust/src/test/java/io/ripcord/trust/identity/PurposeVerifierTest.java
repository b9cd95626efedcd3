package io.ripcord.trust.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.trust.DeviceIdentity.Fleet;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeIdentity;
import io.ripcord.trust.x509.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurposeVerifierTest {
    private static final byte[] PAYLOAD = {1, 2, 3};

    @TempDir
    Path root;

    private final KeyPair fleet = Keys.generate(Keys.Kind.ED25519);
    private final KeyPair vendor = Keys.generate(Keys.Kind.ED25519);
    private final KeyPair stranger = Keys.generate(Keys.Kind.ED25519);
    private final FakeIdentity identity = new FakeIdentity(new FakeClock());

    @BeforeEach
    void trust() throws IOException {
        identity.enrol(new Fleet("acme", "ssl://broker:8883", "", "", Keys.publicPem(fleet.getPublic())));
        put("home/etc", vendor);
    }

    private void put(String etc, KeyPair key) throws IOException {
        var folder = Files.createDirectories(root.resolve(etc).resolve("keys/feature-signers"));
        Files.writeString(folder.resolve("vendor.pem"), Keys.publicPem(key.getPublic()));
    }

    private byte[] verify(KeyPair signer, String signedAs, String wanted) throws UntrustedException {
        return new PurposeVerifier(identity, new FakeFacts(root))
                .verify(new SigningKey(signer).sign(signedAs, PAYLOAD), wanted);
    }

    @Test
    void the_fleet_signs_states_and_features() throws UntrustedException {
        assertArrayEquals(PAYLOAD, verify(fleet, Envelope.DESIRED, Envelope.DESIRED));
        assertArrayEquals(PAYLOAD, verify(fleet, Envelope.FEATURE, Envelope.FEATURE));
    }

    @Test
    void a_feature_signer_signs_features_only() throws UntrustedException {
        assertArrayEquals(PAYLOAD, verify(vendor, Envelope.FEATURE, Envelope.FEATURE));
        assertThrows(UntrustedException.class, () -> verify(vendor, Envelope.DESIRED, Envelope.DESIRED));
    }

    @Test
    void a_signature_for_one_purpose_does_not_serve_another() {
        assertThrows(UntrustedException.class, () -> verify(fleet, Envelope.FEATURE, Envelope.DESIRED));
        assertThrows(UntrustedException.class, () -> verify(fleet, "text/plain", "text/plain"));
    }

    @Test
    void names_the_keys_seen_and_trusted() {
        var message = assertThrows(UntrustedException.class, () -> verify(stranger, Envelope.FEATURE, Envelope.FEATURE))
                .getMessage();
        for (var key : new KeyPair[] {stranger, vendor, fleet}) {
            assertTrue(message.contains(SigningKey.idOf(key.getPublic()).brief()), message);
        }
    }

    @Test
    void refuses_a_changed_payload() {
        var signed = new SigningKey(fleet).sign(Envelope.DESIRED, PAYLOAD);
        var changed = new Envelope(Envelope.DESIRED, new byte[] {9}, signed.signatures());
        var verifier = new PurposeVerifier(identity, new FakeFacts(root));
        assertThrows(UntrustedException.class, () -> verifier.verify(changed, Envelope.DESIRED));
    }

    @Test
    void the_boards_own_folder_takes_the_place_of_the_bases() throws IOException, UntrustedException {
        put("etc", stranger);
        assertArrayEquals(PAYLOAD, verify(stranger, Envelope.FEATURE, Envelope.FEATURE));
        assertThrows(UntrustedException.class, () -> verify(vendor, Envelope.FEATURE, Envelope.FEATURE));
    }

    @Test
    void a_damaged_key_file_is_no_key_and_no_obstacle() throws IOException, UntrustedException {
        Files.writeString(root.resolve("home/etc/keys/feature-signers/broken.pem"), "nonsense");
        assertArrayEquals(PAYLOAD, verify(vendor, Envelope.FEATURE, Envelope.FEATURE));
    }
}
