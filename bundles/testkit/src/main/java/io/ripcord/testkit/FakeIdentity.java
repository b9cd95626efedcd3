package io.ripcord.testkit;

import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SealedSecret;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.UntrustedException;
import java.nio.charset.StandardCharsets;
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

    /** As {@link #sealed} made it. */
    @Override
    public byte[] open(SealedSecret secret) throws UntrustedException {
        var text = new String(secret.sealed(), StandardCharsets.UTF_8);
        if (!text.startsWith(ID + ":")) {
            throw new UntrustedException("The secret " + secret.reference().name() + " was not sealed for " + ID);
        }
        return text.substring(ID.length() + 1).getBytes(StandardCharsets.UTF_8);
    }

    /** Not sealed at all, but for this device only. */
    public static SealedSecret sealed(String name, String value) {
        var reference = new SecretReference(name, Digest.of("fleet " + name + value));
        return new SealedSecret(reference, (ID + ":" + value).getBytes(StandardCharsets.UTF_8));
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
