package io.ripcord.trust.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS of a client with a certificate, which trusts one authority only and insists on the server's name. */
public final class Tls {
    private static final char[] IN_MEMORY = "in memory only".toCharArray();

    private Tls() {}

    /** @param now the time at which the server's certificate has to be valid */
    public static SSLContext client(PrivateKey key, X509Certificate certificate, X509Certificate authority, Instant now)
            throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store(key, List.of(certificate, authority)), IN_MEMORY);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {trusting(authority, now)}, null);
        return context;
    }

    static X509ExtendedTrustManager trusting(X509Certificate authority, Instant now) throws GeneralSecurityException {
        var path = new PKIXBuilderParameters(Set.of(new TrustAnchor(authority, null)), new X509CertSelector());
        path.setRevocationEnabled(false);
        path.setDate(Date.from(now));
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(path));
        return new NamedServerTrust((X509ExtendedTrustManager) factory.getTrustManagers()[0]);
    }

    private static KeyStore store(PrivateKey key, List<X509Certificate> chain) throws GeneralSecurityException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", key, IN_MEMORY, chain.toArray(Certificate[]::new));
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("A key store in memory cannot be made", e);
        }
    }
}
