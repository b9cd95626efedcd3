package io.ripcord.trust.web;

import io.ripcord.api.host.Host;
import io.ripcord.api.host.LocalNames;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.KeyStoreFile;
import io.ripcord.trust.x509.Certificates;
import io.ripcord.trust.x509.Issuer;
import io.ripcord.trust.x509.KeyStores;
import io.ripcord.trust.x509.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the local web, which stands for itself: {@code web.p12} for the server, {@code web.crt} for people
 * and the command line, who pin it.
 */
final class WebCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(WebCertificate.class);

    /** Browsers refuse what lasts longer than 825 days. */
    private static final Duration LIFE = Duration.ofDays(820);

    private WebCertificate() {}

    /** The present one, or a new one if its names changed or it runs out soon. */
    static KeyStoreFile openOrMake(Host host, Path folder, LocalNames names, String device, Instant now)
            throws IOException {
        var stores = KeyStores.open(host, folder);
        try {
            var present = stores.read("web").map(KeyStores.Entry::certificate);
            if (present.isPresent() && Certificates.serves(present.get(), names.names(), now)) {
                stores.writePublic("web.crt", present.get());
            } else {
                make(stores, names, device, now);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot make the certificate of the local web in " + folder, e);
        }
        return new KeyStoreFile(stores.file("web"), stores.password());
    }

    private static void make(KeyStores stores, LocalNames names, String device, Instant now)
            throws IOException, GeneralSecurityException {
        var pair = Keys.generate(Keys.Kind.EC);
        var certificate = Issuer.selfSigned(pair, device, names.names(), now.plus(LIFE));
        stores.write("web", pair, List.of(certificate));
        stores.writePublic("web.crt", certificate);
        LOG.info(
                "Made the certificate of the local web for {}; its SHA-256 is {}",
                names.names(),
                Digest.of(certificate.getEncoded()));
    }
}
