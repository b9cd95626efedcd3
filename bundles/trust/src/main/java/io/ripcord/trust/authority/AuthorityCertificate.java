package io.ripcord.trust.authority;

import io.ripcord.api.host.Host;
import io.ripcord.trust.x509.Certificates;
import io.ripcord.trust.x509.Issuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** The authority's own certificate, made once beside its key. */
record AuthorityCertificate(Host host, Path file) {
    private static final Duration LIFE = Duration.ofDays(20 * 365);

    X509Certificate openOrMake(KeyPair key, Instant now) throws IOException {
        try {
            return Files.exists(file) ? open(key) : make(key, now);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "Cannot use the authority's certificate " + file + ": it is damaged or for another key; bring back"
                            + " both from a copy",
                    e);
        }
    }

    private X509Certificate open(KeyPair key) throws IOException, GeneralSecurityException {
        var certificate = Certificates.parse(Files.readString(file, StandardCharsets.US_ASCII));
        certificate.verify(key.getPublic());
        return certificate;
    }

    private X509Certificate make(KeyPair key, Instant now) throws IOException, GeneralSecurityException {
        var certificate = Issuer.authority(key, "Ripcord fleet authority", now.plus(LIFE));
        host.write(file, Certificates.pem(certificate).getBytes(StandardCharsets.US_ASCII));
        return certificate;
    }
}
