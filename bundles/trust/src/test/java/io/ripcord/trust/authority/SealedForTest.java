package io.ripcord.trust.authority;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ripcord.api.trust.SealedSecret;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.testkit.FakeHost;
import io.ripcord.trust.identity.BoardIdentity;
import io.ripcord.trust.identity.TestDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets from a fleet's authority to a device. */
class SealedForTest {
    @TempDir
    Path root;

    private DiskFleetAuthority authority;
    private BoardIdentity device;
    private String certificate;

    @BeforeEach
    void enrol() throws Exception {
        authority = fleet("authority");
        device = TestDevice.open(root.resolve("device"));
        certificate = authority.certify(device.certificateRequest(), device.id(), "acme");
    }

    @Test
    void only_the_device_that_it_is_for_opens_it() throws Exception {
        var sealed = seal("token", "a value");
        assertArrayEquals("a value".getBytes(StandardCharsets.UTF_8), device.open(sealed));
        var other = TestDevice.open(root.resolve("other"));
        assertThrows(UntrustedException.class, () -> other.open(sealed));
    }

    @Test
    void it_cannot_be_passed_off_under_another_name_or_digest() throws Exception {
        var token = seal("token", "a value");
        var other = seal("other", "another value");
        var renamed = new SecretReference("other", token.reference().digest());
        assertThrows(UntrustedException.class, () -> device.open(new SealedSecret(renamed, token.sealed())));
        assertThrows(UntrustedException.class, () -> device.open(new SealedSecret(other.reference(), token.sealed())));
    }

    @Test
    void its_digest_is_of_the_value_by_a_key_of_the_fleet_that_outlives_a_restart() throws Exception {
        var reference = seal("token", "a value").reference();
        authority = fleet("authority");
        assertEquals(reference, seal("token", "a value").reference());
        var stranger = fleet("stranger");
        var foreign = stranger.certify(device.certificateRequest(), device.id(), "acme");
        try (var value = SecretValue.of("a value")) {
            assertEquals(
                    false,
                    reference.equals(stranger.seal(foreign, "token", value).reference()));
            assertThrows(UntrustedException.class, () -> authority.seal(foreign, "token", value));
        }
    }

    private DiskFleetAuthority fleet(String name) throws IOException {
        return new DiskFleetAuthority(root.resolve(name), new FakeHost(), InstantSource.system());
    }

    private SealedSecret seal(String name, String text) throws UntrustedException {
        try (var value = SecretValue.of(text)) {
            return authority.seal(certificate, name, value);
        }
    }
}
