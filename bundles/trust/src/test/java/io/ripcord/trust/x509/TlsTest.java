package io.ripcord.trust.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.trust.KeyStoreFile;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.testkit.FakeHost;
import io.ripcord.trust.authority.TestAuthority;
import io.ripcord.trust.identity.TestDevice;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS on the loopback between a server as the broker is one, a device, and the console. */
class TlsTest {
    @TempDir
    Path root;

    private TestAuthority fleet;
    private SSLContext device;

    @BeforeEach
    void enrol() throws IOException, UntrustedException {
        fleet = new TestAuthority(root.resolve("authority"), InstantSource.system());
        device = TestDevice.enrolled(root.resolve("device"), fleet);
    }

    private SSLContext server(TestAuthority of, String... names) throws IOException, GeneralSecurityException {
        var own = of.authority().server("broker", List.of(names));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(load(own), own.password().toCharArray());
        var trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(load(of.authority().trust()));
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(KeyStoreFile store) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.file().toFile(), store.password().toCharArray());
    }

    /** The subject that the server sees. */
    private static String connect(SSLContext client, SSLContext server, String identification) throws Exception {
        try (var listener = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setNeedClientAuth(true);
            listener.setSoTimeout(30_000);
            var subject = CompletableFuture.supplyAsync(() -> accept(listener), Thread::startVirtualThread);
            try (var socket =
                    (SSLSocket) client.getSocketFactory().createSocket("localhost", listener.getLocalPort())) {
                socket.setSoTimeout(30_000);
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm(identification);
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                assertEquals('x', socket.getInputStream().read());
            }
            return subject.get();
        }
    }

    private static String accept(SSLServerSocket listener) {
        try (var socket = (SSLSocket) listener.accept()) {
            socket.startHandshake();
            socket.getOutputStream().write('x');
            return socket.getSession().getPeerPrincipal().getName();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void the_device_and_the_console_show_who_they_are() throws Exception {
        var server = server(fleet, "localhost", "127.0.0.1");
        assertTrue(connect(device, server, "HTTPS").matches("CN=rc-[0-9a-f]{16},O=acme"));
        assertEquals("CN=console,OU=console", connect(fleet.authority().consoleTls(), server, "HTTPS"));
    }

    @Test
    void a_server_of_another_name_is_refused() throws Exception {
        var server = server(fleet, "broker.example");
        assertThrows(IOException.class, () -> connect(device, server, "HTTPS"));
    }

    @Test
    void a_connection_that_compares_no_name_is_refused() throws Exception {
        var server = server(fleet, "localhost");
        assertThrows(IOException.class, () -> connect(device, server, ""));
    }

    @Test
    void a_server_of_another_authority_is_refused() throws Exception {
        var server = server(new TestAuthority(root.resolve("other"), InstantSource.system()), "localhost");
        assertThrows(IOException.class, () -> connect(device, server, "HTTPS"));
    }

    @Test
    void a_device_is_no_server() throws Exception {
        var stores = KeyStores.open(new FakeHost(), root.resolve("device-as-server"));
        var pair = Keys.generate(Keys.Kind.EC);
        var id = "rc-"
                + io.ripcord.api.trust.SigningKey.idOf(pair.getPublic()).hex().substring(0, 16);
        var certificate = Certificates.parse(fleet.authority().certify(Requests.make(pair, id), id, "acme"));
        stores.write("server", pair, List.of(certificate));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(
                load(new KeyStoreFile(stores.file("server"), stores.password())),
                stores.password().toCharArray());
        var server = SSLContext.getInstance("TLS");
        server.init(keys.getKeyManagers(), null, null);
        assertThrows(IOException.class, () -> connect(device, server, "HTTPS"));
    }
}
