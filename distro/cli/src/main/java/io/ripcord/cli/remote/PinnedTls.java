package io.ripcord.cli.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts the certificates of one file and nothing else. */
final class PinnedTls {
    private PinnedTls() {}

    /** @param certificate PEM, one or more */
    static SSLContext trusting(Path certificate) {
        try (var in = Files.newInputStream(certificate)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("pinned-" + store.size(), one);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new RemoteFailure(
                    "The certificate to trust cannot be read from " + certificate
                            + "; start what has it (./ripcord up), or name another file with --cert.",
                    e);
        } catch (GeneralSecurityException e) {
            throw new RemoteFailure(
                    "The file " + certificate + " is no certificate in PEM; name the right one with --cert.", e);
        }
    }
}
