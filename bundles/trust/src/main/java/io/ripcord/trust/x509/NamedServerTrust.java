package io.ripcord.trust.x509;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts servers as another manager does, but only over connections that compare the server's name. */
final class NamedServerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authority;

    NamedServerTrust(X509ExtendedTrustManager authority) {
        this.authority = authority;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        if (!(socket instanceof SSLSocket tls)) {
            throw nameless();
        }
        checkName(tls.getSSLParameters());
        authority.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkName(engine.getSSLParameters());
        authority.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw nameless();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw noServer();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authority.getAcceptedIssuers();
    }

    private static void checkName(SSLParameters parameters) throws CertificateException {
        if (!"HTTPS".equals(parameters.getEndpointIdentificationAlgorithm())) {
            throw nameless();
        }
    }

    private static CertificateException nameless() {
        return new CertificateException(
                "The server's name would not be compared with its certificate; set the endpoint identification"
                        + " algorithm HTTPS on the connection");
    }

    private static CertificateException noServer() {
        return new CertificateException("These keys are for a client; a server needs others");
    }
}
