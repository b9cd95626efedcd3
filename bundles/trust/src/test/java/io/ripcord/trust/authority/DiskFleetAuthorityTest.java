package io.ripcord.trust.authority;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeHost;
import io.ripcord.trust.x509.Certificates;
import io.ripcord.trust.x509.Keys;
import io.ripcord.trust.x509.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFleetAuthorityTest {
    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private final KeyPair device = Keys.generate(Keys.Kind.EC);
    private final String id = "rc-" + SigningKey.idOf(device.getPublic()).hex().substring(0, 16);
    private DiskFleetAuthority authority;

    @BeforeEach
    void open() throws IOException {
        authority = new DiskFleetAuthority(folder, new FakeHost(), clock);
    }

    @Test
    void is_the_same_after_a_restart() throws IOException, GeneralSecurityException {
        var key = authority.keyDigest();
        var certificate = authority.certificatePem();
        var signed = authority.signer().sign(Envelope.DESIRED, new byte[] {1});
        open();
        assertEquals(key, authority.keyDigest());
        assertEquals(certificate, authority.certificatePem());
        assertEquals(key, SigningKey.idOf(Certificates.parse(certificate).getPublicKey()));
        assertTrue(SigningKey.verifies(signed, Keys.publicKey(authority.signerPem(), Keys.Kind.ED25519)));
    }

    @Test
    void a_damaged_key_is_not_replaced_silently() throws IOException {
        Files.writeString(folder.resolve("authority.key"), "damaged");
        Files.writeString(folder.resolve(".authority.key.twin"), "damaged, too");
        assertThrows(IOException.class, this::open);
    }

    @Test
    void certifies_a_device_that_is_who_it_says() throws GeneralSecurityException, UntrustedException {
        var certificate = Certificates.parse(authority.certify(Requests.make(device, id), id, "acme"));
        certificate.verify(Certificates.parse(authority.certificatePem()).getPublicKey());
        assertEquals(id, Certificates.subject(certificate, "CN"));
        assertEquals("acme", Certificates.subject(certificate, "O"));
        assertEquals("", Certificates.subject(certificate, "OU"));
        assertEquals(-1, certificate.getBasicConstraints());
        assertEquals(List.of("1.3.6.1.5.5.7.3.2"), certificate.getExtendedKeyUsage());
        assertEquals(device.getPublic(), certificate.getPublicKey());
    }

    @Test
    void refuses_an_id_that_is_not_of_the_key() throws GeneralSecurityException {
        var other = "rc-0123456789abcdef";
        assertRefused(Requests.make(device, id), other, "acme");
        assertRefused(Requests.make(device, other), other, "acme");
        assertRefused(Requests.make(device, other), id, "acme");
    }

    @Test
    void refuses_a_request_that_its_key_did_not_sign() throws GeneralSecurityException {
        var stranger = Keys.generate(Keys.Kind.EC);
        assertRefused(Requests.make(new KeyPair(device.getPublic(), stranger.getPrivate()), id), id, "acme");
    }

    @Test
    void refuses_what_is_malformed() throws GeneralSecurityException {
        assertRefused("", id, "acme");
        assertRefused("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n", id, "acme");
        assertRefused(Requests.make(device, id), id, "acme,OU=console");
    }

    private void assertRefused(String csr, String as, String tenant) {
        var message = assertThrows(UntrustedException.class, () -> authority.certify(csr, as, tenant))
                .getMessage();
        assertTrue(message.startsWith("Device " + as + " gets no certificate: "), message);
    }

    @Test
    void keeps_a_servers_certificate_until_names_change_or_time_runs_out() throws IOException {
        var first = server("broker", "10.77.0.1", "localhost");
        open();
        assertArrayEquals(first, server("broker", "localhost", "10.77.0.1"));
        var renamed = server("broker", "localhost");
        assertFalse(java.util.Arrays.equals(first, renamed));
        clock.advance(Duration.ofDays(366));
        assertArrayEquals(renamed, server("broker", "localhost"));
        clock.advance(Duration.ofDays(2));
        assertFalse(java.util.Arrays.equals(renamed, server("broker", "localhost")));
    }

    @Test
    void makes_a_damaged_key_store_anew() throws IOException {
        var first = server("broker", "localhost");
        Files.write(folder.resolve("broker.p12"), new byte[] {1, 2, 3});
        assertNotEquals(3, server("broker", "localhost").length);
        assertFalse(java.util.Arrays.equals(first, server("broker", "localhost")));
    }

    private byte[] server(String name, String... names) throws IOException {
        return Files.readAllBytes(authority.server(name, List.of(names)).file());
    }

    @Test
    void refuses_a_servers_name_that_is_a_path() {
        assertThrows(IllegalArgumentException.class, () -> authority.server("../x", List.of("localhost")));
        assertThrows(IllegalArgumentException.class, () -> authority.server("broker", List.of()));
    }

    @Test
    void a_key_store_does_not_show_its_password() {
        var store = authority.trust();
        assertFalse(store.toString().contains(store.password()));
    }
}
