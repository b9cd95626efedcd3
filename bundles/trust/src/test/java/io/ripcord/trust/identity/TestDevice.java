package io.ripcord.trust.identity;

import io.ripcord.api.trust.UntrustedException;
import io.ripcord.testkit.FakeHost;
import io.ripcord.trust.authority.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;

/** Devices in folders. */
public final class TestDevice {
    private TestDevice() {}

    public static SSLContext enrolled(Path folder, TestAuthority fleet) throws IOException, UntrustedException {
        var identity = open(folder);
        identity.enrol(fleet.fleet(identity.certificateRequest(), identity.id()));
        return identity.fleetTls().orElseThrow();
    }

    public static BoardIdentity open(Path folder) throws IOException {
        return new BoardIdentity(folder, new FakeHost(), InstantSource.system(), Instant.EPOCH);
    }
}
