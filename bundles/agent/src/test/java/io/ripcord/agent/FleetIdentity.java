package io.ripcord.agent;

import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.SealedSecret;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.testkit.FakeIdentity;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A fake identity that has TLS towards its fleet once it is enrolled. */
final class FleetIdentity implements DeviceIdentity {
    final FakeIdentity inner;

    FleetIdentity(FakeIdentity inner) {
        this.inner = inner;
    }

    @Override
    public String id() {
        return inner.id();
    }

    @Override
    public String certificateRequest() {
        return inner.certificateRequest();
    }

    @Override
    public Optional<Fleet> fleet() {
        return inner.fleet();
    }

    @Override
    public void enrol(Fleet fleet) {
        inner.enrol(fleet);
    }

    @Override
    public Optional<SSLContext> fleetTls() {
        return inner.fleet().map(_ -> {
            try {
                return SSLContext.getDefault();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public byte[] seal(byte[] bytes) {
        return inner.seal(bytes);
    }

    @Override
    public byte[] open(SealedSecret secret) throws UntrustedException {
        return inner.open(secret);
    }

    @Override
    public Instant trustedNow() {
        return inner.trustedNow();
    }

    @Override
    public void raiseFloor(Instant verified) {
        inner.raiseFloor(verified);
    }
}
