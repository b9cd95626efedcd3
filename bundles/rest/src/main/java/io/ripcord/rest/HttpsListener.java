package io.ripcord.rest;

import io.ripcord.api.rest.Door;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has Felix Http listen at the {@link Door} and nowhere else, as soon as the machine has that address. */
@Component(
        service = {},
        immediate = true)
public final class HttpsListener {
    private static final Logger LOG = LoggerFactory.getLogger(HttpsListener.class);
    private static final String CERTIFICATE = "io.ripcord.certificate";

    /** A door makes a new certificate weeks before the old one runs out. */
    private static final Duration LOOK_AT_CERTIFICATE = Duration.ofHours(6);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private static final int IDLE_MILLIS = 30_000;

    private final ConfigurationAdmin configurations;
    private final Door door;
    private final Thread opening;

    @Activate
    public HttpsListener(@Reference Door door, @Reference ConfigurationAdmin configurations) {
        this.door = door;
        this.configurations = configurations;
        // what listened on an address that is not there would fail once and never again
        this.opening = Thread.ofVirtual().name("https-listener").start(this::openWhenThere);
    }

    @Deactivate
    void close() {
        opening.interrupt();
    }

    private void openWhenThere() {
        try {
            var address = InetAddress.ofLiteral(door.address());
            if (!isHere(address)) {
                LOG.info("The local web opens when the board has the address {}", door.address());
            }
            while (!isHere(address)) {
                Thread.sleep(LOOK_AGAIN);
            }
            while (true) {
                configurations.getConfiguration("org.apache.felix.http", "?").updateIfDifferent(current());
                Thread.sleep(LOOK_AT_CERTIFICATE);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.error("Cannot open the local web on {}; restart the device", door.address(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isHere(InetAddress address) throws IOException {
        return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    }

    /** Another certificate is another configuration: Felix Http then opens anew and shows it. */
    private Dictionary<String, Object> current() throws IOException {
        var settings = settings(door);
        var content = Files.readAllBytes(door.certificate().file());
        settings.put(CERTIFICATE, Digest.of(content).hex());
        return settings;
    }

    /** The configuration of Felix Http. */
    static Dictionary<String, Object> settings(Door door) {
        var certificate = door.certificate();
        var settings = new LinkedHashMap<String, Object>();
        settings.put("org.apache.felix.http.host", door.address());
        settings.put("org.apache.felix.http.enable", false);
        settings.put("org.apache.felix.https.enable", true);
        settings.put("org.osgi.service.http.port.secure", door.port());
        settings.put("org.apache.felix.https.keystore", certificate.file().toString());
        settings.put("org.apache.felix.https.keystore.type", "PKCS12");
        settings.put("org.apache.felix.https.keystore.password", certificate.password());
        settings.put("org.apache.felix.https.keystore.key.password", certificate.password());
        settings.put("org.apache.felix.https.jetty.protocols.included", new String[] {"TLSv1.3", "TLSv1.2"});
        settings.put("org.apache.felix.https.jetty.renegotiateAllowed", false);
        settings.put("org.apache.felix.https.jetty.session.cookie.httpOnly", true);
        settings.put("org.apache.felix.https.jetty.session.cookie.secure", true);
        // there is no setting of its own for SameSite; what is written as path goes into the cookie as it is
        settings.put("org.eclipse.jetty.servlet.SessionPath", "/; SameSite=Strict");
        settings.put("org.eclipse.jetty.servlet.SessionIdPathParameterName", "none");
        settings.put("org.apache.felix.http.jetty.sendServerHeader", false);
        settings.put("org.apache.felix.http.session.timeout", 30);
        // who says nothing for that long is cut off
        settings.put("org.apache.felix.http.timeout", IDLE_MILLIS);
        return FrameworkUtil.asDictionary(settings);
    }
}
