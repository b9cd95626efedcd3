package io.ripcord.trust.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.trust.DeviceIdentity.Fleet;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeHost;
import io.ripcord.trust.authority.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardIdentityTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path root;

    private final FakeClock clock = new FakeClock();
    private BoardIdentity identity;
    private TestAuthority authority;

    @BeforeEach
    void start() throws IOException {
        identity = open("identity");
        authority = new TestAuthority(root.resolve("authority"), clock);
    }

    private BoardIdentity open(String name) throws IOException {
        return new BoardIdentity(root.resolve(name), new FakeHost(), clock, BUILT);
    }

    private Fleet fleet() throws UntrustedException {
        return authority.fleet(identity.certificateRequest(), identity.id());
    }

    @Test
    void is_the_same_for_life() throws IOException {
        assertTrue(identity.id().matches("rc-[0-9a-f]{16}"));
        var again = open("identity");
        assertEquals(identity.id(), again.id());
        assertArrayEquals(identity.seal(new byte[] {1}), again.seal(new byte[] {1}));
    }

    @Test
    void another_device_is_another_one() throws IOException {
        var other = open("other");
        assertFalse(other.id().equals(identity.id()));
        assertFalse(java.util.Arrays.equals(identity.seal(new byte[] {1}), other.seal(new byte[] {1})));
    }

    @Test
    void a_damaged_key_is_not_replaced_silently() throws IOException {
        Files.writeString(root.resolve("identity/device.key"), "damaged");
        Files.writeString(root.resolve("identity/.device.key.twin"), "damaged, too");
        var message = assertThrows(IOException.class, () -> open("identity")).getMessage();
        assertTrue(message.contains("device.key: it is damaged"), message);
        assertEquals("damaged", Files.readString(root.resolve("identity/device.key")));
    }

    @Test
    void remembers_its_fleet() throws IOException, UntrustedException {
        assertTrue(identity.fleet().isEmpty());
        assertTrue(identity.fleetTls().isEmpty());
        var fleet = fleet();
        identity.enrol(fleet);
        assertEquals(fleet, open("identity").fleet().orElseThrow());
        assertTrue(identity.fleetTls().isPresent());
    }

    @Test
    void does_not_join_with_the_certificate_of_another_device() throws IOException, UntrustedException {
        var other = open("other");
        var theirs = authority.fleet(other.certificateRequest(), other.id());
        assertThrows(UntrustedException.class, () -> identity.enrol(theirs));
        assertTrue(identity.fleet().isEmpty());
    }

    @Test
    void does_not_join_the_fleet_of_another_authority() throws IOException, UntrustedException {
        var right = fleet();
        var wrong = new TestAuthority(root.resolve("wrong"), clock).fleet(identity.certificateRequest(), identity.id());
        var mixed = new Fleet(
                right.tenant(), right.brokerUri(), right.certificatePem(), wrong.authorityPem(), right.signerPem());
        var noAuthority = new Fleet(
                right.tenant(), right.brokerUri(), right.certificatePem(), right.certificatePem(), right.signerPem());
        assertThrows(UntrustedException.class, () -> identity.enrol(mixed));
        assertThrows(UntrustedException.class, () -> identity.enrol(noAuthority));
    }

    @Test
    void does_not_join_with_what_is_malformed() throws UntrustedException {
        var right = fleet();
        for (var wrong : new Fleet[] {
            new Fleet("a/b", right.brokerUri(), right.certificatePem(), right.authorityPem(), right.signerPem()),
            new Fleet("acme", "tcp://broker:1883", right.certificatePem(), right.authorityPem(), right.signerPem()),
            new Fleet("acme", right.brokerUri(), "", right.authorityPem(), right.signerPem()),
            new Fleet("acme", right.brokerUri(), right.certificatePem(), right.authorityPem(), right.certificatePem())
        }) {
            assertThrows(UntrustedException.class, () -> identity.enrol(wrong));
        }
    }

    @Test
    void a_tampered_fleet_file_does_not_count() throws IOException, UntrustedException {
        var fleet = fleet();
        identity.enrol(fleet);
        var file = root.resolve("identity/fleet.json");
        Files.writeString(file, Files.readString(file).replace("ssl://", "tcp://"));
        assertEquals(fleet, open("identity").fleet().orElseThrow(), "its twin does");
        Files.writeString(file, Files.readString(file).replace("ssl://", "tcp://"));
        Files.delete(root.resolve("identity/.fleet.json.twin"));
        assertTrue(open("identity").fleet().isEmpty());
    }

    @Test
    void time_is_never_before_the_build_or_what_was_verified() throws IOException {
        clock.set(Instant.EPOCH);
        assertEquals(BUILT, identity.trustedNow());
        identity.raiseFloor(BUILT.plus(Duration.ofDays(3)));
        identity.raiseFloor(BUILT.plus(Duration.ofDays(2)));
        assertEquals(BUILT.plus(Duration.ofDays(3)), identity.trustedNow());
        assertEquals(BUILT.plus(Duration.ofDays(3)), open("identity").trustedNow());
        clock.set(BUILT.plus(Duration.ofDays(4)));
        assertEquals(clock.instant(), identity.trustedNow());
    }
}
