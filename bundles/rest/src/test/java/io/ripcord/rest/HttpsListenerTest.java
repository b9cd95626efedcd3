package io.ripcord.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.rest.Door;
import io.ripcord.api.trust.KeyStoreFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HttpsListenerTest {

    @Test
    void listens_with_tls_at_the_door_only() {
        var settings = HttpsListener.settings(new Door() {
            @Override
            public String address() {
                return "192.168.77.1";
            }

            @Override
            public int port() {
                return 8443;
            }

            @Override
            public KeyStoreFile certificate() {
                return new KeyStoreFile(Path.of("/web.p12"), "secret");
            }
        });
        assertEquals("192.168.77.1", settings.get("org.apache.felix.http.host"));
        assertEquals(8443, settings.get("org.osgi.service.http.port.secure"));
        assertEquals(false, settings.get("org.apache.felix.http.enable"));
        assertEquals(true, settings.get("org.apache.felix.https.enable"));
        assertEquals("/web.p12", settings.get("org.apache.felix.https.keystore"));
    }
}
