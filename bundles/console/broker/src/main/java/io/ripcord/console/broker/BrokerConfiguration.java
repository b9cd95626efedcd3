package io.ripcord.console.broker;

import io.ripcord.api.message.Packet;
import io.ripcord.api.trust.KeyStoreFile;
import java.util.Map;

/** Writes HiveMQ's {@code config.xml}: one TLS listener that asks for a certificate, all in memory. */
final class BrokerConfiguration {
    /**
     * HiveMQ discards silently what does not fit a client's queue; its default of 1000 is passed by one console that
     * hears a few thousand devices.
     */
    private static final int QUEUED_MESSAGES = 200_000;

    private static final String TEMPLATE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <hivemq>
              <listeners>
                <tls-tcp-listener>
                  <port>${port}</port>
                  <bind-address>0.0.0.0</bind-address>
                  <tls>
                    <protocols><protocol>TLSv1.3</protocol><protocol>TLSv1.2</protocol></protocols>
                    <keystore>
                      <path>${key.path}</path><password>${key.password}</password>
                      <private-key-password>${key.password}</private-key-password>
                    </keystore>
                    <client-authentication-mode>REQUIRED</client-authentication-mode>
                    <truststore><path>${trust.path}</path><password>${trust.password}</password></truststore>
                  </tls>
                </tls-tcp-listener>
              </listeners>
              <mqtt>
                <queued-messages><max-queue-size>${queue}</max-queue-size></queued-messages>
                <packets><max-packet-size>${packet}</max-packet-size></packets>
              </mqtt>
              <persistence><mode>in-memory</mode></persistence>
              <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
            </hivemq>
            """;

    private BrokerConfiguration() {}

    static String xml(int port, KeyStoreFile key, KeyStoreFile trust) {
        var values = Map.of(
                "port", String.valueOf(port),
                "key.path", key.file().toString(),
                "key.password", key.password(),
                "trust.path", trust.file().toString(),
                "trust.password", trust.password(),
                "queue", String.valueOf(QUEUED_MESSAGES),
                "packet", String.valueOf(Packet.MAX_BYTES));
        var text = TEMPLATE;
        for (var value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", escaped(value.getValue()));
        }
        return text;
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
