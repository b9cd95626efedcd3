package io.ripcord.agent;

import io.ripcord.api.message.Certificate;
import io.ripcord.api.message.Renewal;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.DeviceIdentity.Fleet;
import io.ripcord.api.trust.UntrustedException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that the device's certificate is replaced long before it runs out; the key stays the same. */
final class Renewing {
    /** A device that is switched on once in a quarter still renews in time. */
    static final Duration EARLY = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(Renewing.class);

    private final DeviceIdentity identity;

    Renewing(DeviceIdentity identity) {
        this.identity = identity;
    }

    /** What to ask the console for now. */
    Optional<Renewal> due() {
        return identity.fleet()
                .flatMap(fleet -> Certificates.end(fleet.certificatePem()))
                .filter(end -> end.isBefore(identity.trustedNow().plus(EARLY)))
                .map(_ -> new Renewal(identity.certificateRequest()));
    }

    /** Keeps the certificate if it is this device's and lasts longer than the present one. */
    void take(Certificate certificate) {
        var fleet = identity.fleet();
        var end = Certificates.end(certificate.pem());
        if (fleet.isEmpty() || end.isEmpty() || !end.get().isAfter(present(fleet.get()))) {
            LOG.warn("a certificate that is malformed or lasts no longer than the present one is dropped");
            return;
        }
        try {
            identity.enrol(with(certificate.pem(), fleet.get()));
            LOG.info("the device's certificate was renewed and lasts until {}", end.get());
        } catch (UntrustedException | UncheckedIOException e) {
            LOG.warn("the device's new certificate is not taken: {}", e.getMessage());
        }
    }

    private static Instant present(Fleet fleet) {
        return Certificates.end(fleet.certificatePem()).orElse(Instant.MIN);
    }

    private static Fleet with(String certificate, Fleet fleet) {
        return new Fleet(fleet.tenant(), fleet.brokerUri(), certificate, fleet.authorityPem(), fleet.signerPem());
    }
}
