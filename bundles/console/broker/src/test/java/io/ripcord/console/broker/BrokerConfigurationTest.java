package io.ripcord.console.broker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.trust.KeyStoreFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BrokerConfigurationTest {

    @Test
    void a_password_cannot_end_its_element() {
        var key = new KeyStoreFile(Path.of("/k.p12"), "a<b>&</password>");
        var xml = BrokerConfiguration.xml(8883, key, key);
        assertTrue(xml.contains("<password>a&lt;b&gt;&amp;&lt;/password&gt;</password>"));
        assertTrue(xml.contains("<port>8883</port>"));
        assertTrue(xml.contains("REQUIRED"));
    }
}
