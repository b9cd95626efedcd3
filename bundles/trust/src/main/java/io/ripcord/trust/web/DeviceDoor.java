package io.ripcord.trust.web;

import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.host.LocalNames;
import io.ripcord.api.rest.Door;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.KeyStoreFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A device's door: its LAN address and no other, with a certificate that stands for itself. */
@Component
public final class DeviceDoor implements Door {
    private final Facts facts;
    private final Host host;
    private final DeviceIdentity identity;

    @Activate
    public DeviceDoor(@Reference Facts facts, @Reference Host host, @Reference DeviceIdentity identity) {
        this.facts = facts;
        this.host = host;
        this.identity = identity;
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
        try {
            return WebCertificate.openOrMake(
                    host,
                    facts.state().resolve("identity"),
                    LocalNames.of(facts, identity.id()),
                    identity.id(),
                    identity.trustedNow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
