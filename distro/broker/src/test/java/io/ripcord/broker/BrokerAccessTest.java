package io.ripcord.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.message.Topics;
import java.math.BigInteger;
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
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
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

    private RealBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = new RealBroker(folder);
        broker.certify("other", "CN=" + OTHER.device() + ",O=acme");
        broker.certify("device", "CN=" + OWN.device() + ",O=acme");
        broker.certify("console", "CN=console,OU=console");
    }

    @AfterAll
    void stop() throws Exception {
        broker.end();
    }

    @Test
    void a_device_speaks_on_its_own_topics_and_hears_its_own() throws Exception {
        var console = broker.connect("console", "console");
        var device = broker.connect("device", OWN.device());
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
        assertThrows(MqttException.class, () -> broker.connect("device", OTHER.device()));
        assertThrows(MqttException.class, () -> broker.connect("device", "console"));
        assertThrows(MqttException.class, () -> broker.connect("", OWN.device()));
    }

    @Test
    void a_removed_device_is_cut_off_and_stays_out_until_it_is_back_in_the_fleet() throws Exception {
        var device = broker.connect("other", OTHER.device());
        var bystander = broker.connect("device", OWN.device());
        Files.writeString(broker.folder.resolve("removed"), OTHER.device());
        await(() -> !device.isConnected());
        assertThrows(MqttException.class, () -> broker.connect("other", OTHER.device()));
        assertTrue(bystander.isConnected());
        Files.writeString(broker.folder.resolve("removed"), "");
        await(() -> comesIn("other", OTHER.device()));
        end(bystander);
        device.close();
    }

    @Test
    void a_new_server_certificate_is_shown_without_a_restart() throws Exception {
        var before = serverSerial();
        broker.keys.certify("renewed", "CN=broker");
        var bystander = broker.connect("device", OWN.device());
        Files.move(
                Path.of(broker.keys.store("renewed")),
                Path.of(broker.keys.store("server")),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        await(() -> !serverSerial().equals(before));
        assertTrue(bystander.isConnected());
        end(bystander);
    }

    private boolean comesIn(String key, String clientId) throws Exception {
        try {
            end(broker.connect(key, clientId));
            return true;
        } catch (MqttException refused) {
            return false;
        }
    }

    private BigInteger serverSerial() throws Exception {
        try (var socket = (SSLSocket) broker.keys.tls("device").createSocket("127.0.0.1", broker.port)) {
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
        var device = broker.connect("device", OWN.device());
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
        client.setCallback(new Noting(heard));
        return heard;
    }

    private static MqttMessage message(boolean retained) {
        var message = new MqttMessage("x".getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        message.setRetained(retained);
        return message;
    }
}
