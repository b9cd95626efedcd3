package io.ripcord.agent;

import io.ripcord.api.message.DownMessage;
import io.ripcord.api.message.Link;
import io.ripcord.api.message.Links;
import io.ripcord.api.message.Packet;
import io.ripcord.api.message.Topics;
import io.ripcord.api.message.UpMessage;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A broker in memory: hands each opened link to the test, which plays the console. */
final class FakeLinks implements Links {
    private final BlockingQueue<Opened> opened = new LinkedBlockingQueue<>();

    @Override
    public Link open(Settings settings, Receiver receiver) throws IOException {
        if (settings.uri().contains("wrong")) {
            throw new IOException("connecting to " + settings.uri() + " failed: refused");
        }
        var link = new Opened(settings, receiver);
        opened.add(link);
        return link;
    }

    /** The next connection of the device. */
    Opened next() throws InterruptedException {
        var link = opened.poll(10, TimeUnit.SECONDS);
        if (link == null) {
            throw new AssertionError("the device opened no connection");
        }
        return link;
    }

    boolean none() {
        return opened.isEmpty();
    }

    /** One connection, seen from the broker. */
    static final class Opened implements Link {
        final Settings settings;
        final BlockingQueue<String> filters = new LinkedBlockingQueue<>();
        private final Receiver receiver;
        private final BlockingQueue<Packet> published = new LinkedBlockingQueue<>();
        private volatile boolean up = true;

        Opened(Settings settings, Receiver receiver) {
            this.settings = settings;
            this.receiver = receiver;
        }

        /** The next message of that type, others passed over. */
        <M extends UpMessage> M hears(Class<M> type) throws InterruptedException {
            return type.cast(message(hearsPacket(type)));
        }

        Packet hearsPacket(Class<? extends UpMessage> type) throws InterruptedException {
            for (var packet = next(); ; packet = next()) {
                if (type.isInstance(message(packet))) {
                    return packet;
                }
            }
        }

        void says(DownMessage message) {
            receiver.received(message.to(AgentComponentTest.TOPICS));
        }

        void says(DownMessage message, byte[] correlation) {
            receiver.received(message.to(AgentComponentTest.TOPICS).correlated(correlation));
        }

        void cut() {
            up = false;
            receiver.lost("cut");
        }

        private Packet next() throws InterruptedException {
            var packet = published.poll(10, TimeUnit.SECONDS);
            if (packet == null) {
                throw new AssertionError("the device said nothing more");
            }
            return packet;
        }

        static UpMessage message(Packet packet) {
            var origin = Topics.origin(packet.topic()).orElseThrow();
            return UpMessage.parse(origin.kind(), packet.payload());
        }

        @Override
        public void publish(Packet packet) throws IOException {
            if (!up) {
                throw new IOException("down");
            }
            published.add(packet);
        }

        @Override
        public void subscribe(String filter) {
            filters.add(filter);
        }

        @Override
        public boolean isUp() {
            return up;
        }

        @Override
        public void close() {
            up = false;
        }
    }
}
