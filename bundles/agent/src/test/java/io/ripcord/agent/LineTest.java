package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ripcord.api.message.Link;
import io.ripcord.api.message.Packet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void the_last_word_is_with_the_broker_before_the_line_is_closed() throws Exception {
        var link = new SlowLink();
        var line = new Line(link, "test", _ -> {});
        line.offer(Packet.of("bye", new byte[0]));
        link.begun.await();
        line.drain(10_000);
        line.close();
        assertEquals(List.of("bye"), link.had);
    }

    @Test
    void a_link_that_is_gone_is_not_waited_for() throws Exception {
        var link = new SlowLink();
        link.up = false;
        var line = new Line(link, "test", _ -> {});
        line.offer(Packet.of("bye", new byte[0]));
        long began = System.nanoTime();
        line.drain(60_000);
        line.close();
        assertFalse(System.nanoTime() - began > 30_000_000_000L);
    }

    /** A broker takes a while. */
    private static final class SlowLink implements Link {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final List<String> had = new CopyOnWriteArrayList<>();
        private volatile boolean up = true;

        @Override
        public void publish(Packet packet) throws InterruptedException {
            begun.countDown();
            Thread.sleep(200);
            had.add(packet.topic());
        }

        @Override
        public void subscribe(String filter) {}

        @Override
        public boolean isUp() {
            return up;
        }

        @Override
        public void close() {}
    }
}
