package io.ripcord.agent;

import io.ripcord.api.trust.Digest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** What the agent wants to know of certificates in PEM; empty of what is none. */
final class Certificates {
    private Certificates() {}

    /** Until when it is valid. */
    static Optional<Instant> end(String pem) {
        return parse(pem).map(certificate -> certificate.getNotAfter().toInstant());
    }

    /** The SHA-256 of its public key (SPKI), as claim codes name authorities. */
    static Optional<Digest> key(String pem) {
        return parse(pem)
                .map(certificate -> Digest.of(certificate.getPublicKey().getEncoded()));
    }

    private static Optional<X509Certificate> parse(String pem) {
        try {
            return Optional.of((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        } catch (CertificateException _) {
            return Optional.empty();
        }
    }
}
