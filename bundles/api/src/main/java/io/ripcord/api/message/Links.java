package io.ripcord.api.message;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.osgi.annotation.versioning.ProviderType;

/** Opens links to an MQTT 5 broker; safe for use by many threads. */
@ProviderType
public interface Links {

    /**
     * Connects with a clean start.
     *
     * @throws IOException if the broker cannot be reached or refuses, with its reason, within 10 s
     */
    Link open(Settings settings, Receiver receiver) throws IOException, InterruptedException;

    /**
     * How to connect.
     *
     * @param uri {@code ssl://host:port}
     * @param keepAlive after which silence is death, 1 s to 1 h
     * @param will published by the broker when the link is lost
     * @param receiveMaximum messages in flight towards us, 1 to 65535
     */
    record Settings(
            String uri,
            String clientId,
            SSLContext tls,
            Duration keepAlive,
            Optional<Packet> will,
            Duration willDelay,
            int receiveMaximum) {}

    /** Hears what comes; called by one thread at a time, must not publish from within and must return soon. */
    interface Receiver {
        void received(Packet packet);

        /** The link is gone, for whatever reason; called once. */
        void lost(String reason);
    }
}
