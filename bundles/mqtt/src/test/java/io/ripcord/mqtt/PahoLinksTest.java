package io.ripcord.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.message.Link;
import io.ripcord.api.message.Links;
import io.ripcord.api.message.Packet;
import io.ripcord.mqtt.TinyBroker.Manner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PahoLinksTest {
    private final PahoLinks links = new PahoLinks();
    private final Heard heard = new Heard();

    @Test
    void publishes_subscribes_hears_and_ends_in_order() throws Exception {
        try (var broker = new TinyBroker(Manner.POLITE)) {
            var link = open(broker.uri());
            link.subscribe("t/#");
            link.publish(packet());
            assertTrue(link.isUp());
            broker.push();
            var packet = heard.packets.poll(10, TimeUnit.SECONDS);
            assertNotNull(packet);
            assertEquals("t", packet.topic());
            assertEquals("p", new String(packet.payload(), StandardCharsets.UTF_8));
            assertArrayEquals(new byte[] {'c'}, packet.correlation().orElseThrow());
            link.close();
            assertFalse(link.isUp());
            assertEquals(List.of("it was closed"), heard.reasons());
            assertTrue(sawDisconnect(broker), "the broker must hear of an end in order, else it publishes the will");
        }
    }

    @Test
    void many_threads_share_the_few_packets_a_broker_takes_at_once() throws Exception {
        try (var broker = new TinyBroker(Manner.POLITE);
                var link = open(broker.uri());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                sent.add(threads.submit(() -> {
                    link.publish(packet());
                    return null;
                }));
            }
            for (var each : sent) {
                each.get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void says_that_nobody_listens_there() throws Exception {
        String uri;
        try (var gone = new TinyBroker(Manner.POLITE)) {
            uri = gone.uri();
        }
        var refused = assertThrows(IOException.class, () -> open(uri));
        assertTrue(refused.getMessage().contains("refused"), refused.getMessage());
    }

    @Test
    void a_broker_that_closes_at_once_fails_the_connect_soon() throws Exception {
        try (var broker = new TinyBroker(Manner.CLOSES_AT_ONCE)) {
            assertThrows(IOException.class, () -> open(broker.uri()));
        }
    }

    @Test
    void a_broker_that_refuses_is_told_by_its_reason() throws Exception {
        try (var broker = new TinyBroker(Manner.REFUSES)) {
            var refused = assertThrows(IOException.class, () -> open(broker.uri()));
            assertTrue(
                    refused.getMessage().contains("135") || refused.getMessage().contains("uthori"),
                    refused.getMessage());
        }
    }

    @Test
    void a_silent_broker_is_given_up() throws Exception {
        try (var broker = new TinyBroker(Manner.SILENT)) {
            var silent = assertThrows(IOException.class, () -> open(broker.uri()));
            assertTrue(silent.getMessage().contains("did not answer"), silent.getMessage());
        }
    }

    @Test
    void a_lost_link_fails_the_publish_and_is_told_once() throws Exception {
        try (var broker = new TinyBroker(Manner.CLOSES_ON_PUBLISH)) {
            var link = open(broker.uri());
            assertThrows(IOException.class, () -> link.publish(packet()));
            assertNotNull(heard.losses.poll(10, TimeUnit.SECONDS));
            assertFalse(link.isUp());
            link.close();
            assertEquals(0, heard.losses.size());
        }
    }

    @Test
    void an_end_by_the_broker_is_heard_by_who_waits_for_a_place_to_put_it() throws Exception {
        var losses = new LinkedBlockingQueue<String>();
        var waiting = new Links.Receiver() {
            @Override
            public void received(Packet packet) {
                // none comes
            }

            @Override
            public void lost(String reason) {
                try {
                    Thread.sleep(1);
                    losses.add(reason);
                } catch (InterruptedException _) {
                    losses.add("interrupted");
                }
            }
        };
        try (var broker = new TinyBroker(Manner.POLITE);
                var link = links.open(settings(broker.uri()), waiting)) {
            broker.end();
            assertEquals("why", losses.poll(10, TimeUnit.SECONDS));
            assertFalse(link.isUp());
        }
    }

    @Test
    void what_the_broker_forbids_fails_though_the_link_stays() throws Exception {
        try (var broker = new TinyBroker(Manner.FORBIDS_PUBLISH);
                var link = open(broker.uri())) {
            var forbidden = assertThrows(IOException.class, () -> link.publish(packet()));
            assertTrue(forbidden.getMessage().contains("135"), forbidden.getMessage());
            assertTrue(link.isUp());
        }
    }

    @Test
    void no_thread_outlives_its_link() throws Exception {
        for (var manner : new Manner[] {Manner.POLITE, Manner.REFUSES, Manner.CLOSES_AT_ONCE}) {
            var threads = PahoLinks.threads("x");
            try (var broker = new TinyBroker(manner)) {
                try {
                    links.open(settings(broker.uri()), heard, threads).close();
                } catch (IOException _) {
                    // as two of the manners want it
                }
                assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS), manner.name());
            }
        }
    }

    @Test
    void refuses_an_address_that_is_none() {
        assertThrows(IOException.class, () -> open("nonsense://x"));
    }

    private Link open(String uri) throws Exception {
        return links.open(settings(uri), heard);
    }

    private static Links.Settings settings(String uri) throws Exception {
        var will = Packet.of("bye", new byte[] {1});
        return new Links.Settings(
                uri,
                "rc-0123456789abcdef",
                SSLContext.getDefault(),
                Duration.ofSeconds(30),
                Optional.of(will),
                Duration.ofSeconds(30),
                16);
    }

    private static boolean sawDisconnect(TinyBroker broker) throws InterruptedException {
        for (var kind = broker.kinds.poll(5, TimeUnit.SECONDS);
                kind != null;
                kind = broker.kinds.poll(5, TimeUnit.SECONDS)) {
            if (kind == 14) {
                return true;
            }
        }
        return false;
    }

    private static Packet packet() {
        return Packet.of("up/event", new byte[] {1})
                .expiring(Duration.ofSeconds(5))
                .correlated(new byte[] {2});
    }

    private static final class Heard implements Links.Receiver {
        final BlockingQueue<Packet> packets = new LinkedBlockingQueue<>();
        final BlockingQueue<String> losses = new LinkedBlockingQueue<>();

        List<String> reasons() {
            return List.copyOf(losses);
        }

        @Override
        public void received(Packet packet) {
            packets.add(packet);
        }

        @Override
        public void lost(String reason) {
            losses.add(reason);
        }
    }
}
