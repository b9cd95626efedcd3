package io.ripcord.trust.authority;

import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.api.trust.KeyStoreFile;
import io.ripcord.api.trust.SealedSecret;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.trust.secrets.Hpke;
import io.ripcord.trust.secrets.SecretBinding;
import io.ripcord.trust.x509.Certificates;
import io.ripcord.trust.x509.Issuer;
import io.ripcord.trust.x509.KeyStores;
import io.ripcord.trust.x509.Keys;
import io.ripcord.trust.x509.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The authority under {@code STATE/authority}: its keys, its certificate, and the key stores of the console's servers. */
@Component(enabled = false, immediate = true)
public final class DiskFleetAuthority implements FleetAuthority {
    private static final Duration DEVICE_LIFE = Duration.ofDays(3650);
    private static final Duration SERVER_LIFE = Duration.ofDays(397);
    private static final Pattern SERVER = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final String TRUST = "authority";
    private static final String CONSOLE = "console-client";

    private final KeyPair key;
    private final X509Certificate certificate;
    private final KeyPair signer;
    private final SecretKeySpec digests;
    private final KeyStores stores;
    private final InstantSource clock;

    @Activate
    public DiskFleetAuthority(@Reference Facts facts, @Reference Host host) throws IOException {
        this(facts.state().resolve("authority"), host, InstantSource.system());
    }

    DiskFleetAuthority(Path folder, Host host, InstantSource clock) throws IOException {
        this.clock = clock;
        key = Keys.openOrMake(host, folder.resolve("authority.key"), Keys.Kind.EC);
        signer = Keys.openOrMake(host, folder.resolve("signer.key"), Keys.Kind.ED25519);
        certificate = new AuthorityCertificate(host, folder.resolve("authority.crt")).openOrMake(key, clock.instant());
        digests = new SecretKeySpec(Keys.secretOrMake(host, folder.resolve("secrets.key"), 32), "HmacSHA256");
        stores = KeyStores.open(host, folder);
    }

    @Override
    public Digest keyDigest() {
        return SigningKey.idOf(key.getPublic());
    }

    @Override
    public String certificatePem() {
        try {
            return Certificates.pem(certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    @Override
    public SigningKey signer() {
        return new SigningKey(signer);
    }

    @Override
    public String signerPem() {
        return Keys.publicPem(signer.getPublic());
    }

    @Override
    public String certify(String csrPem, String device, String tenant) throws UntrustedException {
        var deviceKey = new DeviceRequest(device, tenant).check(csrPem);
        try {
            return Certificates.pem(issuer().client(
                            Map.of("CN", device, "O", tenant),
                            deviceKey,
                            clock.instant().plus(DEVICE_LIFE)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificate of device " + device + " cannot be made", e);
        }
    }

    @Override
    public SealedSecret seal(String certificatePem, String name, SecretValue value) throws UntrustedException {
        var device = ours(certificatePem);
        var reference = SecretBinding.reference(name, value, this::digestOf);
        var bytes = value.bytes();
        try {
            var info = SecretBinding.info(Certificates.subject(device, "CN"));
            return new SealedSecret(
                    reference, Hpke.seal(device.getPublicKey(), info, SecretBinding.aad(reference), bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has what HPKE needs", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private X509Certificate ours(String pem) throws UntrustedException {
        try {
            var device = Certificates.parse(pem);
            device.verify(key.getPublic());
            return device;
        } catch (GeneralSecurityException _) {
            throw new UntrustedException("The device's certificate is not of this fleet; enrol the device again");
        }
    }

    private byte[] digestOf(byte[] bytes) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(digests);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public synchronized KeyStoreFile server(String server, Collection<String> namesAndAddresses) {
        if (!SERVER.matcher(server).matches() || namesAndAddresses.isEmpty()) {
            throw new IllegalArgumentException("No certificate for server '" + server + "' with the names "
                    + namesAndAddresses + "; give a short lower-case word and at least one name");
        }
        var present = stores.read(server)
                .filter(entry -> Certificates.serves(entry.certificate(), namesAndAddresses, clock.instant()));
        if (present.isEmpty()) {
            make(
                    server,
                    pair -> issuer().server(
                                    server,
                                    pair.getPublic(),
                                    namesAndAddresses,
                                    clock.instant().plus(SERVER_LIFE)));
        }
        return new KeyStoreFile(stores.file(server), stores.password());
    }

    @Override
    public synchronized KeyStoreFile trust() {
        try {
            stores.writeTrust(TRUST, certificate);
        } catch (IOException | GeneralSecurityException e) {
            throw unwritten(TRUST, e);
        }
        return new KeyStoreFile(stores.file(TRUST), stores.password());
    }

    @Override
    public SSLContext consoleTls() {
        var own = console();
        try {
            return Tls.client(own.key(), own.certificate(), certificate, clock.instant());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The console's own TLS keys cannot be used", e);
        }
    }

    private synchronized KeyStores.Entry console() {
        if (stores.read(CONSOLE).filter(this::lasts).isEmpty()) {
            var subject = Map.of("CN", "console", "OU", "console");
            make(
                    CONSOLE,
                    pair -> issuer().client(
                                    subject, pair.getPublic(), clock.instant().plus(DEVICE_LIFE)));
        }
        return stores.read(CONSOLE).orElseThrow();
    }

    private boolean lasts(KeyStores.Entry entry) {
        return Certificates.serves(entry.certificate(), List.of(), clock.instant());
    }

    /** Makes the certificate for a fresh key. */
    private interface Certification {
        X509Certificate of(KeyPair pair) throws GeneralSecurityException;
    }

    private void make(String name, Certification certification) {
        var pair = Keys.generate(Keys.Kind.EC);
        try {
            stores.write(name, pair, List.of(certification.of(pair), certificate));
        } catch (IOException | GeneralSecurityException e) {
            throw unwritten(name, e);
        }
    }

    private Issuer issuer() {
        return Issuer.of(certificate, key.getPrivate());
    }

    private UncheckedIOException unwritten(String name, Exception cause) {
        return new UncheckedIOException(new IOException(
                "Cannot make the key store " + stores.file(name) + "; see to the disk and restart the console", cause));
    }
}
