package io.ripcord.agent;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.ripcord.api.message.ClaimCode;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A console's enrolment resource on the loopback, with an authority and a certificate made for the test. */
final class FakeConsole implements AutoCloseable {
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final X500Name AUTHORITY = new X500Name("CN=authority");

    final List<byte[]> asked = new ArrayList<>();
    final Digest authority;
    final String authorityPem;
    private final HttpsServer server;

    /** An answer: status and body. */
    record Answer(int status, byte[] body) {}

    /** @param host the address that the certificate is made out to */
    FakeConsole(String host, Instant now, Function<Integer, Answer> answers) throws Exception {
        var keys = keys();
        var own = keys();
        authority = Digest.of(keys.getPublic().getEncoded());
        var root = certificate(keys, AUTHORITY, keys, now, host, true);
        authorityPem = pem(root);
        var leaf = certificate(keys, new X500Name("CN=console"), own, now, host, false);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(own, leaf, root)));
        server.createContext("/api/v1/enrolment", exchange -> {
            asked.add(exchange.getRequestBody().readAllBytes());
            var answer = answers.apply(asked.size());
            exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(answer.body);
            } catch (IOException _) {
                // the device gave up
            }
        });
        server.start();
    }

    /** Some certificate that ends then. */
    static String pem(Instant end) throws Exception {
        var keys = keys();
        return pem(certificate(keys, AUTHORITY, keys, end.minus(Duration.ofDays(1)), "127.0.0.1", false));
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    ClaimCode code(Digest pinned) {
        return new ClaimCode(
                URI.create("https://127.0.0.1:" + server.getAddress().getPort()), pinned, SECRET);
    }

    private static X509Certificate certificate(
            KeyPair issuer, X500Name name, KeyPair subject, Instant now, String host, boolean isAuthority)
            throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                AUTHORITY,
                BigInteger.valueOf(isAuthority ? 1 : 2),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                name,
                subject.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, host)));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static SSLContext tls(KeyPair own, X509Certificate... chain) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("console", own.getPrivate(), new char[0], chain);
        var managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static KeyPair keys() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
