package io.ripcord.agent;

import io.ripcord.api.trust.Digest;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one authority of which only the key's digest is known: the server shows the authority's certificate in its
 * chain, and the Java platform then verifies chain, dates and host name against it alone.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final Digest authority;
    private final Instant now;

    private PinnedTrust(Digest authority, Instant now) {
        this.authority = authority;
        this.now = now;
    }

    /** @param now the clock with its floor, for the certificates' dates */
    static SSLContext context(Digest authority, Instant now) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedTrust(authority, now)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        anchored(chain).checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        anchored(chain).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("a server is trusted only where its name can be checked too");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("nobody is a client here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("nobody is a client here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("nobody is a client here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private X509ExtendedTrustManager anchored(X509Certificate[] chain) throws CertificateException {
        var anchor = Arrays.stream(chain)
                .filter(certificate -> certificate.getBasicConstraints() >= 0)
                .filter(certificate ->
                        Digest.of(certificate.getPublicKey().getEncoded()).equals(authority))
                .findFirst()
                .orElseThrow(() -> new CertificateException("the server's certificates do not come from the authority "
                        + authority.brief() + " that the claim code names"));
        try {
            return manager(anchor);
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new CertificateException("the authority's certificate cannot be used", e);
        }
    }

    private X509ExtendedTrustManager manager(X509Certificate anchor)
            throws GeneralSecurityException, java.io.IOException {
        var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        anchors.setCertificateEntry("authority", anchor);
        var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }
}
