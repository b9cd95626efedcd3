package io.ripcord.mqtt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.message.Links;
import io.ripcord.api.message.Packet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a broker sends, a link is up or says that it is lost, ends when it is closed, and holds no memory for it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileBrokerTest {
    private static final int ROUNDS = Boolean.getBoolean("ripcord.long") ? 125 : 13;
    private static final int AT_ONCE = 8;
    private static final int PACKETS = 10;
    private static final long MEMORY = 16L << 20;

    private final PahoLinks links = new PahoLinks();

    @Test
    void mutated_packets_end_a_link_at_most() throws Exception {
        long seed = Long.getLong("ripcord.seed", System.nanoTime());
        System.out.println("-Dripcord.seed=" + seed);
        long before = memory();
        for (int round = 0; round < ROUNDS; round++) {
            play(seed + (long) round * AT_ONCE);
        }
        long grown = memory() - before;
        assertTrue(grown < MEMORY, grown + " bytes are held");
    }

    private void play(long seed) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var connections = LongStream.range(seed, seed + AT_ONCE)
                    .<Callable<Void>>mapToObj(own -> () -> {
                        survives(answer(new Random(own)), "the connection of seed " + own);
                        return null;
                    })
                    .toList();
            for (var connection : threads.invokeAll(connections)) {
                connection.get();
            }
        }
    }

    private static byte[] answer(Random random) {
        var answer = new ByteArrayOutputStream();
        answer.writeBytes(random.nextInt(5) > 0 ? Mutant.CONNACK : Mutant.of(Mutant.CONNACK, random));
        for (int n = 0; n < PACKETS; n++) {
            answer.writeBytes(Mutant.any(random));
        }
        return answer.toByteArray();
    }

    @Test
    void a_packet_that_says_it_is_huge_is_not_made_room_for() throws Exception {
        var huge = new byte[] {0x30, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
        var answer = new ByteArrayOutputStream();
        answer.writeBytes(Mutant.CONNACK);
        answer.writeBytes(huge);
        try (var broker = new Broker(answer.toByteArray(), false)) {
            var heard = new Heard();
            links.open(settings(broker.uri()), heard);
            var reason = heard.losses.poll(20, TimeUnit.SECONDS);
            assertNotNull(reason, "the link waits for 256 MiB");
            assertTrue(reason.contains("268435455"), reason);
        }
    }

    private void survives(byte[] answer, String which) throws Exception {
        var threads = PahoLinks.threads("x");
        var heard = new Heard();
        try (var broker = new Broker(answer, true)) {
            try {
                var link = links.open(settings(broker.uri()), heard, threads);
                assertNotNull(heard.losses.poll(20, TimeUnit.SECONDS), () -> which + " is not told to be lost");
                assertFalse(link.isUp());
                link.close();
            } catch (IOException _) {
                // not even greeted
            }
        }
        assertTrue(threads.awaitTermination(20, TimeUnit.SECONDS), () -> which + " left a thread behind");
    }

    private static long memory() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Links.Settings settings(String uri) throws Exception {
        return new Links.Settings(
                uri,
                "rc-0123456789abcdef",
                SSLContext.getDefault(),
                Duration.ofSeconds(30),
                Optional.empty(),
                Duration.ZERO,
                16);
    }

    /** Answers whatever comes first with these bytes, and then closes or keeps silent. */
    private static final class Broker implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final byte[] answer;
        private final boolean closes;

        Broker(byte[] answer, boolean closes) throws IOException {
            this.answer = answer;
            this.closes = closes;
            Thread.ofVirtual().start(this::serve);
        }

        String uri() {
            return "tcp://127.0.0.1:" + server.getLocalPort();
        }

        private void serve() {
            try (Socket socket = server.accept()) {
                var in = socket.getInputStream();
                var _ = in.read(new byte[1024]);
                socket.getOutputStream().write(answer);
                if (closes) {
                    // an end in order, so that what was sent is read first
                    socket.shutdownOutput();
                }
                in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException _) {
                // the client is gone
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static final class Heard implements Links.Receiver {
        final BlockingQueue<String> losses = new LinkedBlockingQueue<>();

        @Override
        public void received(Packet packet) {
            // nothing of it is kept
        }

        @Override
        public void lost(String reason) {
            losses.add(reason);
        }
    }
}
