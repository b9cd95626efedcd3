package io.ripcord.trust.authority;

import io.ripcord.api.trust.DeviceIdentity.Fleet;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.testkit.FakeHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** A fleet's authority in a folder, and what it answers to a device. */
public record TestAuthority(FleetAuthority authority) {

    public TestAuthority(Path folder, InstantSource clock) throws IOException {
        this(new DiskFleetAuthority(folder, new FakeHost(), clock));
    }

    public Fleet fleet(String csr, String device) throws UntrustedException {
        return new Fleet(
                "acme",
                "ssl://localhost:8883",
                authority.certify(csr, device, "acme"),
                authority.certificatePem(),
                authority.signerPem());
    }
}
