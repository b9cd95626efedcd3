package io.ripcord.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.message.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real broker, as a hostile device meets it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerAccessTest {
    private static final Topics OWN = new Topics("acme", "rc-0123456789abcdef");
    private static final Topics OTHER = new Topics("acme", "rc-fedcba9876543210");

    private static final int FAILURE = 0x80;

    private Path folder;
    private TestKeys keys;
    private Process broker;
    private int port;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        keys = new TestKeys(folder);
        keys.certify("server", "CN=broker");
        this.folder = folder;
        keys.certify("other", "CN=" + OTHER.device() + ",O=acme");
        keys.certify("device", "CN=" + OWN.device() + ",O=acme");
        keys.certify("console", "CN=console,OU=console");
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("config.xml"), configuration());
        broker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=broker-logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.ripcord.broker.Main",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        awaitReady(broker.inputReader());
    }

    @AfterAll
    void stop() throws Exception {
        broker.getOutputStream().close();
        assertTrue(broker.waitFor(30, TimeUnit.SECONDS), "it ends when its input does");
    }

    @Test
    void a_device_speaks_on_its_own_topics_and_hears_its_own() throws Exception {
        var console = connect("console", "console");
        var device = connect("device", OWN.device());
        var atConsole = heard(console);
        var atDevice = heard(device);
        console.subscribe("rc1/+/+/+/up/#", 1);
        assertFalse(refusal(it -> it.subscribe(OWN.allDown(), 1), device));
        assertFalse(refusal(it -> it.getTopic(OWN.up("hello")).publish(message(false)), device));
        console.publish(OWN.down("state"), message(false));
        assertEquals(OWN.up("hello"), atConsole.poll(10, TimeUnit.SECONDS));
        assertEquals(OWN.down("state"), atDevice.poll(10, TimeUnit.SECONDS));
        end(console);
        end(device);
    }

    @Test
    void a_device_cannot_speak_for_another_nor_as_the_console_nor_retain() throws Exception {
        for (var topic : List.of(OTHER.up("hello"), OWN.down("state"), OTHER.down("command"), "$SYS/x", "elsewhere")) {
            refused(device -> device.getTopic(topic).publish(message(false)));
        }
        refused(device -> device.getTopic(OWN.up("hello")).publish(message(true)));
    }

    @Test
    void a_device_cannot_listen_to_others() throws Exception {
        for (var filter :
                List.of("#", "rc1/#", "rc1/+/+/+/dn/#", OTHER.allDown(), OWN.allUp(), "$share/g/" + OWN.allDown())) {
            refused(device -> device.subscribe(filter, 1));
        }
    }

    @Test
    void nobody_comes_in_under_another_name_or_without_a_certificate() {
        assertThrows(MqttException.class, () -> connect("device", OTHER.device()));
        assertThrows(MqttException.class, () -> connect("device", "console"));
        assertThrows(MqttException.class, () -> connect("", OWN.device()));
    }

    @Test
    void a_removed_device_is_cut_off_and_stays_out_until_it_is_back_in_the_fleet() throws Exception {
        var device = connect("other", OTHER.device());
        var bystander = connect("device", OWN.device());
        Files.writeString(folder.resolve("removed"), OTHER.device());
        await(() -> !device.isConnected());
        assertThrows(MqttException.class, () -> connect("other", OTHER.device()));
        assertTrue(bystander.isConnected());
        Files.writeString(folder.resolve("removed"), "");
        await(() -> comesIn("other", OTHER.device()));
        end(bystander);
        device.close();
    }

    @Test
    void a_new_server_certificate_is_shown_without_a_restart() throws Exception {
        var before = serverSerial();
        keys.certify("renewed", "CN=broker");
        var bystander = connect("device", OWN.device());
        Files.move(
                Path.of(keys.store("renewed")),
                Path.of(keys.store("server")),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        await(() -> !serverSerial().equals(before));
        assertTrue(bystander.isConnected());
        end(bystander);
    }

    private boolean comesIn(String key, String clientId) throws Exception {
        try {
            end(connect(key, clientId));
            return true;
        } catch (MqttException refused) {
            return false;
        }
    }

    private BigInteger serverSerial() throws Exception {
        try (var socket = (SSLSocket) keys.tls("device").createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }

    /** Waited for as long as it takes, and half a minute at most. */
    private static void await(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 300 && !condition.call(); i++) {
            Thread.sleep(100);
        }
        assertTrue(condition.call());
    }

    private interface Deed {
        IMqttToken by(MqttClient device) throws MqttException;
    }

    /** The broker answers with a reason code that is a failure, or ends the connection. */
    private void refused(Deed deed) throws Exception {
        var device = connect("device", OWN.device());
        assertTrue(refusal(deed, device), "it was allowed");
        end(device);
    }

    private static boolean refusal(Deed deed, MqttClient device) {
        try {
            var token = deed.by(device);
            token.waitForCompletion(5_000);
            return Arrays.stream(token.getReasonCodes()).allMatch(code -> code >= FAILURE);
        } catch (MqttException _) {
            return true;
        }
    }

    private static void end(MqttClient client) throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close();
    }

    private static BlockingQueue<String> heard(MqttClient client) {
        var heard = new LinkedBlockingQueue<String>();
        client.setCallback(new Listener(heard));
        return heard;
    }

    /** Notes the topics of what comes. */
    private record Listener(BlockingQueue<String> heard) implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            heard.add(topic);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverURI) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }

    private MqttClient connect(String key, String clientId) throws Exception {
        var client = new MqttClient("ssl://127.0.0.1:" + port, clientId, new MemoryPersistence());
        client.setTimeToWait(5_000);
        var options = new MqttConnectionOptions();
        options.setSocketFactory(keys.tls(key));
        options.setConnectionTimeout(5);
        options.setAutomaticReconnect(false);
        try {
            client.connect(options);
            return client;
        } catch (MqttException e) {
            client.close();
            throw e;
        }
    }

    private static MqttMessage message(boolean retained) {
        var message = new MqttMessage("x".getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        message.setRetained(retained);
        return message;
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the broker ended before it was ready");
            }
        }
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
    }

    private String configuration() {
        return """
                <hivemq>
                  <listeners><tls-tcp-listener>
                    <port>%d</port><bind-address>127.0.0.1</bind-address>
                    <tls>
                      <keystore><path>%s</path><password>secret</password><private-key-password>secret</private-key-password></keystore>
                      <client-authentication-mode>REQUIRED</client-authentication-mode>
                      <truststore><path>%s</path><password>secret</password></truststore>
                    </tls>
                  </tls-tcp-listener></listeners>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port, keys.store("server"), keys.store("trust"));
    }
}
