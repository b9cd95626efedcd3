package io.ripcord.trust.web;

import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.host.LocalNames;
import io.ripcord.api.rest.Door;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.KeyStoreFile;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A device's door: its LAN address and no other, with a certificate that stands for itself. */
@Component
public final class DeviceDoor implements Door {
    private final Facts facts;
    private final KeyStoreFile certificate;

    @Activate
    public DeviceDoor(@Reference Facts facts, @Reference Host host, @Reference DeviceIdentity identity)
            throws IOException {
        this.facts = facts;
        certificate = WebCertificate.openOrMake(
                host,
                facts.state().resolve("identity"),
                LocalNames.of(facts, identity.id()),
                identity.id(),
                identity.trustedNow());
    }

    @Override
    public String address() {
        return facts.lanAddress();
    }

    @Override
    public int port() {
        return facts.httpsPort();
    }

    @Override
    public KeyStoreFile certificate() {
        return certificate;
    }
}
