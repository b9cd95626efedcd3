package io.ripcord.console.fleet;

import io.ripcord.api.message.Link;
import io.ripcord.api.message.Links;
import io.ripcord.api.message.Packet;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.console.api.Broker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console's own connection to the broker, made again for ever with a jittered pause. */
final class Uplink implements Outlet, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);
    private static final String ALL_UP = "rc1/+/+/+/up/#";
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final Links links;
    private final Broker broker;
    private final FleetAuthority authority;
    private final Links.Receiver receiver;
    private final Runnable connected;
    private final Semaphore lost = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable Link link;

    /**
     * @param receiver hears every packet; {@code lost} whenever the connection is gone
     * @param connected called after each connect, when packets come in
     */
    Uplink(Links links, Broker broker, FleetAuthority authority, Links.Receiver receiver, Runnable connected) {
        this.links = links;
        this.broker = broker;
        this.authority = authority;
        this.receiver = receiver;
        this.connected = connected;
        this.thread = Thread.ofVirtual().name("uplink").start(this::run);
    }

    @Override
    public void send(Packet packet) throws IOException, InterruptedException {
        var up = link;
        if (up == null) {
            throw new IOException("the broker is not reached at " + broker.uri() + "; trying again by itself");
        }
        up.publish(packet);
    }

    boolean isUp() {
        var up = link;
        return up != null && up.isUp();
    }

    @Override
    public void close() {
        thread.interrupt();
        disconnect();
    }

    private void run() {
        int failures = 0;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                connect();
                failures = 0;
                lost.acquire();
                disconnect();
            } catch (IOException e) {
                failures++;
                LOG.debug("no connection to the broker yet: {}", e.getMessage());
            } catch (InterruptedException _) {
                return;
            }
            if (!paused(failures)) {
                return;
            }
        }
    }

    private void connect() throws IOException, InterruptedException {
        lost.drainPermits();
        var opened = links.open(
                new Links.Settings(
                        broker.uri(),
                        "console",
                        authority.consoleTls(),
                        Duration.ofSeconds(20),
                        Optional.empty(),
                        Duration.ZERO,
                        1000),
                new Signal());
        try {
            link = opened;
            opened.subscribe(ALL_UP);
            LOG.info("connected to the broker at {}", broker.uri());
            connected.run();
        } catch (IOException | InterruptedException e) {
            disconnect();
            throw e;
        }
    }

    private void disconnect() {
        var up = link;
        link = null;
        if (up != null) {
            up.close();
        }
    }

    private static boolean paused(int failures) {
        long limit = Math.min(LONGEST_PAUSE_MILLIS, 250L << Math.min(failures, 6));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(limit / 2, limit));
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    /** Passes on what comes and wakes the loop when the link is gone. */
    private final class Signal implements Links.Receiver {
        @Override
        public void received(Packet packet) {
            receiver.received(packet);
        }

        @Override
        public void lost(String reason) {
            LOG.warn("the connection to the broker is gone: {}", reason);
            receiver.lost(reason);
            lost.release();
        }
    }
}
