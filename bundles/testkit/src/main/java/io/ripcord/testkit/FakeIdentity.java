package io.ripcord.testkit;

import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.Digest;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A device without keys: its seal is a plain digest, its clock the test's. Safe for use by many threads. */
public final class FakeIdentity implements DeviceIdentity {
    public static final String ID = "rc-0123456789abcdef";

    private final Clock clock;
    private volatile Instant floor = Instant.EPOCH;
    private volatile Optional<Fleet> fleet = Optional.empty();

    public FakeIdentity(Clock clock) {
        this.clock = clock;
    }

    /** Enrols in a fleet of that tenant without certificates. */
    public FakeIdentity enrolled(String tenant) {
        enrol(new Fleet(tenant, "ssl://broker.invalid:8883", "", "", ""));
        return this;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String certificateRequest() {
        return "-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----\n";
    }

    @Override
    public Optional<Fleet> fleet() {
        return fleet;
    }

    @Override
    public void enrol(Fleet joined) {
        this.fleet = Optional.of(joined);
    }

    @Override
    public Optional<SSLContext> fleetTls() {
        return Optional.empty();
    }

    @Override
    public byte[] seal(byte[] bytes) {
        return HexFormat.of()
                .parseHex(Digest.of("fake seal " + Digest.of(bytes)).hex());
    }

    @Override
    public Instant trustedNow() {
        var now = clock.instant();
        return now.isBefore(floor) ? floor : now;
    }

    @Override
    public void raiseFloor(Instant verified) {
        if (verified.isAfter(floor)) {
            floor = verified;
        }
    }
}
