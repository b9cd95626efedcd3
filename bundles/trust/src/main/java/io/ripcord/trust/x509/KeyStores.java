package io.ripcord.trust.x509;

import io.ripcord.api.host.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The PKCS#12 files of a folder, all 0600 and under one random password that lies beside them. */
public final class KeyStores {
    private static final String ALIAS = "ripcord";

    private final Host host;
    private final Path folder;
    private final String password;

    private KeyStores(Host host, Path folder, String password) {
        this.host = host;
        this.folder = folder;
        this.password = password;
    }

    public static KeyStores open(Host host, Path folder) throws IOException {
        var secret = Keys.secretOrMake(host, folder.resolve("stores.secret"), 24);
        return new KeyStores(host, folder, HexFormat.of().formatHex(secret));
    }

    /** A key with its certificate. */
    public record Entry(PrivateKey key, X509Certificate certificate) {}

    public String password() {
        return password;
    }

    public Path file(String name) {
        return folder.resolve(name + ".p12");
    }

    /** What the file of that name holds; empty if there is none, or none that can be read. */
    public Optional<Entry> read(String name) {
        if (!Files.exists(file(name))) {
            return Optional.empty();
        }
        try {
            var store = KeyStore.getInstance(file(name).toFile(), password.toCharArray());
            return store.getKey(ALIAS, password.toCharArray()) instanceof PrivateKey key
                            && store.getCertificate(ALIAS) instanceof X509Certificate certificate
                    ? Optional.of(new Entry(key, certificate))
                    : Optional.empty();
        } catch (GeneralSecurityException | IOException _) {
            host.damaged(file(name), "it is made anew");
            return Optional.empty();
        }
    }

    public void write(String name, KeyPair pair, List<X509Certificate> chain)
            throws IOException, GeneralSecurityException {
        var store = empty();
        store.setKeyEntry(ALIAS, pair.getPrivate(), password.toCharArray(), chain.toArray(Certificate[]::new));
        write(name, store);
    }

    public void writeTrust(String name, X509Certificate trusted) throws IOException, GeneralSecurityException {
        var store = empty();
        store.setCertificateEntry(ALIAS, trusted);
        write(name, store);
    }

    /** For people and the command line: the certificate alone, readable by all; not written where it is already. */
    public void writePublic(String name, X509Certificate certificate) throws IOException, GeneralSecurityException {
        var pem = Certificates.pem(certificate).getBytes(StandardCharsets.US_ASCII);
        var file = folder.resolve(name);
        if (!Files.exists(file) || !Arrays.equals(pem, Files.readAllBytes(file))) {
            host.write(file, pem);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private void write(String name, KeyStore store) throws IOException, GeneralSecurityException {
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        host.writeSecret(file(name), bytes.toByteArray());
    }
}
