package io.ripcord.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** An authority and what it certifies, made by the JDK's keytool. */
final class TestKeys {
    static final String PASSWORD = "secret";
    private static final String AUTHORITY = "ca";

    private final Path folder;

    TestKeys(Path folder) throws Exception {
        this.folder = folder;
        generate(AUTHORITY, "CN=authority", "-ext", "bc:c");
        var trust = empty();
        trust.setCertificateEntry(AUTHORITY, load(AUTHORITY).getCertificate(AUTHORITY));
        keep("trust", trust);
    }

    /** A key store with a key that the authority certified. */
    void certify(String name, String subject) throws Exception {
        generate(name, subject, "-signer", AUTHORITY, "-ext", "san=ip:127.0.0.1");
        var all = load(AUTHORITY);
        var own = empty();
        own.setKeyEntry(
                name, all.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), all.getCertificateChain(name));
        keep(name, own);
    }

    String store(String name) {
        return file(name + ".p12");
    }

    /** TLS with the key of that name; with none, the peer sees no certificate. */
    SSLSocketFactory tls(String name) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(name.isEmpty() ? null : load(name), PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(load("trust"));
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private KeyStore load(String name) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(Path.of(store(name)))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private void keep(String name, KeyStore store) throws IOException, GeneralSecurityException {
        try (var out = Files.newOutputStream(Path.of(store(name)))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    /** All keys are made in the authority's store: each call of keytool is a JVM. */
    private void generate(String name, String subject, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname"));
        arguments.addAll(List.of("secp256r1", "-dname", subject, "-keystore", store(AUTHORITY)));
        arguments.addAll(List.of(more));
        keytool(arguments.toArray(String[]::new));
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        argv.addAll(List.of(arguments));
        argv.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool " + arguments[0] + ": " + output);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
