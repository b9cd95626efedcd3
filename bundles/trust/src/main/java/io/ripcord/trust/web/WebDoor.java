package io.ripcord.trust.web;

import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.host.LocalNames;
import io.ripcord.api.trust.DeviceIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
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

/** Opens the local web: HTTPS on the LAN address and nowhere else, as soon as the board has that address. */
@Component(
        service = {},
        immediate = true)
public final class WebDoor {
    private static final Logger LOG = LoggerFactory.getLogger(WebDoor.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final ConfigurationAdmin configurations;
    private final Facts facts;
    private final WebCertificate certificate;
    private final Thread opening;

    @Activate
    public WebDoor(
            @Reference Facts facts,
            @Reference Host host,
            @Reference DeviceIdentity identity,
            @Reference ConfigurationAdmin configurations)
            throws IOException {
        this.facts = facts;
        this.configurations = configurations;
        this.certificate = WebCertificate.openOrMake(
                host,
                facts.state().resolve("identity"),
                LocalNames.of(facts, identity.id()),
                identity.id(),
                identity.trustedNow());
        // what listened on an address that is not there would fail once and never again
        this.opening = Thread.ofVirtual().name("web-door").start(this::openWhenThere);
    }

    @Deactivate
    void close() {
        opening.interrupt();
    }

    private void openWhenThere() {
        try {
            var address = InetAddress.ofLiteral(facts.lanAddress());
            if (NetworkInterface.getByInetAddress(address) == null) {
                LOG.info("The local web opens when the board has the address {}", facts.lanAddress());
            }
            while (NetworkInterface.getByInetAddress(address) == null) {
                Thread.sleep(LOOK_AGAIN);
            }
            configurations
                    .getConfiguration("org.apache.felix.http", "?")
                    .updateIfDifferent(settings(facts.lanAddress(), facts.httpsPort(), certificate));
        } catch (IOException e) {
            LOG.error("Cannot open the local web on {}; restart the device", facts.lanAddress(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The configuration of Felix Http. */
    static Dictionary<String, Object> settings(String address, int port, WebCertificate certificate) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("org.apache.felix.http.host", address);
        settings.put("org.apache.felix.http.enable", false);
        settings.put("org.apache.felix.https.enable", true);
        settings.put("org.osgi.service.http.port.secure", port);
        settings.put("org.apache.felix.https.keystore", certificate.store().toString());
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
        return FrameworkUtil.asDictionary(settings);
    }
}
