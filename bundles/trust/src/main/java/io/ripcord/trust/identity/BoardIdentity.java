package io.ripcord.trust.identity;

import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.SealedSecret;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.trust.secrets.Hpke;
import io.ripcord.trust.secrets.SecretBinding;
import io.ripcord.trust.x509.Certificates;
import io.ripcord.trust.x509.Keys;
import io.ripcord.trust.x509.Requests;
import io.ripcord.trust.x509.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The identity under {@code STATE/identity}: key, seal, fleet and the floor of the clock. */
@Component(enabled = false, immediate = true)
public final class BoardIdentity implements DeviceIdentity {
    private final KeyPair key;
    private final SecretKeySpec seal;
    private final String id;
    private final FleetFile fleet;
    private final ClockFloor clock;

    @Activate
    public BoardIdentity(@Reference Facts facts, @Reference Host host, BundleContext context) throws IOException {
        this(facts.state().resolve("identity"), host, Clock.systemUTC(), built(context));
    }

    BoardIdentity(Path folder, Host host, InstantSource time, Instant built) throws IOException {
        key = Keys.openOrMake(host, folder.resolve("device.key"), Keys.Kind.EC);
        seal = new SecretKeySpec(Keys.secretOrMake(host, folder.resolve("seal.key"), 32), "HmacSHA256");
        id = "rc-" + SigningKey.idOf(key.getPublic()).hex().substring(0, 16);
        fleet = FleetFile.open(host, folder.resolve("fleet.json"), new Membership(id, key.getPublic()));
        clock = ClockFloor.open(host, folder.resolve("clock-floor"), time, built);
    }

    private static Instant built(BundleContext context) {
        return Instant.parse(context.getBundle().getHeaders("").get("Ripcord-Built"));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String certificateRequest() {
        try {
            return Requests.make(key, id);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the device's key " + id + " cannot sign its request", e);
        }
    }

    @Override
    public Optional<Fleet> fleet() {
        return fleet.current();
    }

    @Override
    public void enrol(Fleet joined) throws UntrustedException {
        fleet.join(joined);
    }

    @Override
    public Optional<SSLContext> fleetTls() {
        return fleet().map(this::tls);
    }

    @Override
    public byte[] seal(byte[] bytes) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(seal);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public byte[] open(SealedSecret secret) throws UntrustedException {
        try {
            var aad = SecretBinding.aad(secret.reference());
            return Hpke.open(key.getPrivate(), SecretBinding.info(id), aad, secret.sealed());
        } catch (GeneralSecurityException _) {
            throw new UntrustedException("The secret " + secret.reference().name() + " was not sealed for this device "
                    + id + "; set it again at the console");
        }
    }

    @Override
    public Instant trustedNow() {
        return clock.now();
    }

    @Override
    public void raiseFloor(Instant verified) {
        clock.raise(verified);
    }

    private SSLContext tls(Fleet of) {
        try {
            var certificate = Certificates.parse(of.certificatePem());
            var authority = Certificates.parse(of.authorityPem());
            return Tls.client(key.getPrivate(), certificate, authority, trustedNow());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The certificates of the fleet of " + of.tenant() + " cannot be used; enrol the device again", e);
        }
    }
}
