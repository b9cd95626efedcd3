package io.ripcord.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.message.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a certified device sends to the real broker, others do not notice. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileClientTest {
    private static final Topics OTHER = new Topics("acme", "rc-fedcba9876543210");
    private static final int ROUNDS = Boolean.getBoolean("ripcord.long") ? 250 : 25;
    private static final int ATTACKERS = 4;
    private static final int PACKETS = 10;
    private static final long MEMORY = 32L << 20;

    private RealBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = new RealBroker(folder);
        for (int n = 0; n < ATTACKERS; n++) {
            broker.certify("device-" + n, "CN=" + hostile(n).device() + ",O=acme");
        }
        broker.certify("other", "CN=" + OTHER.device() + ",O=acme");
        broker.certify("console", "CN=console,OU=console");
    }

    @AfterAll
    void stop() throws Exception {
        broker.end();
    }

    @Test
    void mutated_packets_disturb_nobody_else() throws Exception {
        long seed = Long.getLong("ripcord.seed", System.nanoTime());
        System.out.println("-Dripcord.seed=" + seed);
        var console = broker.connect("console", "console");
        var other = broker.connect("other", OTHER.device());
        var heard = new LinkedBlockingQueue<String>();
        console.setCallback(new Noting(heard));
        console.subscribe("rc1/+/+/+/up/#", 1);
        long warm = 0;
        for (int round = 0; round < ROUNDS; round++) {
            attack(seed + (long) round * ATTACKERS);
            talk(other, heard);
            warm = round == ROUNDS / 5 ? broker.memory() : warm;
        }
        talk(other, heard);
        assertTrue(console.isConnected() && other.isConnected());
        long grown = broker.memory() - warm;
        System.out.println("grown by " + grown / 1024 + " KiB");
        assertTrue(grown < MEMORY, grown + " bytes more");
        console.disconnectForcibly(0, 0, false);
        other.disconnectForcibly(0, 0, false);
    }

    @Test
    void who_says_nothing_is_not_waited_for() throws Exception {
        try (var socket = socket(0)) {
            socket.setSoTimeout(30_000);
            assertEquals(-1, socket.getInputStream().read(), "a connection without a first packet");
        }
        try (var socket = socket(0)) {
            socket.setSoTimeout(60_000);
            var out = socket.getOutputStream();
            assertThrows(IOException.class, () -> {
                for (byte each : connect(0)) {
                    out.write(each);
                    out.flush();
                    Thread.sleep(500);
                }
                if (socket.getInputStream().read() < 0) {
                    throw new IOException("cut");
                }
            });
        }
        assertTrue(broker.runs());
    }

    /** All attackers at once, each with a seed of its own. */
    private void attack(long seed) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var attacks = IntStream.range(0, ATTACKERS)
                    .<Callable<Void>>mapToObj(n -> () -> {
                        attack(n, new Random(seed + n));
                        return null;
                    })
                    .toList();
            for (var attack : threads.invokeAll(attacks)) {
                attack.get();
            }
        }
    }

    private void attack(int n, Random random) throws Exception {
        try (var socket = socket(n)) {
            socket.setSoTimeout(200);
            var packets = new ByteArrayOutputStream();
            packets.writeBytes(random.nextInt(5) > 0 ? connect(n) : mutated(connect(n), random));
            var all = packets(n);
            for (int packet = 0; packet < PACKETS; packet++) {
                packets.writeBytes(mutated(all.get(random.nextInt(all.size())), random));
            }
            socket.getOutputStream().write(packets.toByteArray());
            while (socket.getInputStream().read() >= 0) {
                // until it has enough of us, or has answered all of it
            }
        } catch (IOException _) {
            // it had enough, or waits for more
        }
    }

    private static void talk(MqttClient other, BlockingQueue<String> heard) throws Exception {
        var message = new MqttMessage("x".getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        other.publish(OTHER.up("hello"), message);
        String topic = heard.poll(20, TimeUnit.SECONDS);
        while (topic != null && !topic.equals(OTHER.up("hello"))) {
            topic = heard.poll(20, TimeUnit.SECONDS);
        }
        assertEquals(OTHER.up("hello"), topic, "another device is heard no more");
    }

    private Socket socket(int n) throws Exception {
        return broker.keys.tls("device-" + n).createSocket("127.0.0.1", broker.port);
    }

    private static Topics hostile(int n) {
        return new Topics("acme", "rc-0123456789abcde" + n);
    }

    private static byte[] connect(int n) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 0});
        text(body, hostile(n).device());
        return packet(0x10, body.toByteArray());
    }

    private static List<byte[]> packets(int n) {
        var own = hostile(n).up("hello");
        return List.of(
                publish(0x30, own, 0),
                publish(0x32, own, 7),
                publish(0x34, own, 8),
                publish(0x31, own, 0),
                publish(0x32, "$SYS/\u0000", 9),
                packet(0x62, new byte[] {0, 8}),
                packet(0x82, subscription(hostile(n).allDown())),
                packet(0x82, subscription("$share/g/#")),
                packet(0xa2, subscription(hostile(n).allDown())),
                packet(0xc0, new byte[0]),
                packet(0xe0, new byte[] {4}),
                packet(0xf0, new byte[] {0x18, 0}));
    }

    private static byte[] publish(int first, String topic, int id) {
        var body = new ByteArrayOutputStream();
        text(body, topic);
        if ((first & 6) != 0) {
            body.writeBytes(new byte[] {0, (byte) id});
        }
        body.writeBytes(new byte[] {5, 2, 0, 0, 0, 9, 'p'});
        return packet(first, body.toByteArray());
    }

    private static byte[] subscription(String filter) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 3, 0});
        text(body, filter);
        body.write(1);
        return body.toByteArray();
    }

    private static void text(ByteArrayOutputStream body, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        body.write(0);
        body.write(bytes.length);
        body.writeBytes(bytes);
    }

    private static byte[] packet(int first, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.write(first);
        out.write(body.length);
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] mutated(byte[] packet, Random random) {
        var bytes = packet.clone();
        for (int n = random.nextInt(3); n >= 0; n--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        if (random.nextInt(8) > 0) {
            return bytes;
        }
        var huge = new ByteArrayOutputStream();
        huge.write(bytes[0]);
        huge.writeBytes(new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f});
        huge.write(bytes, 2, bytes.length - 2);
        return huge.toByteArray();
    }
}
