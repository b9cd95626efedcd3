package io.ripcord.api.message;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** One connection to a broker; it does not reconnect by itself. Safe for use by many threads. */
@ProviderType
public interface Link extends AutoCloseable {

    /**
     * Publishes with QoS 1 and waits until the broker has it.
     *
     * @throws IOException if the link is down or the broker did not answer within 10 s
     */
    void publish(Packet packet) throws IOException, InterruptedException;

    /** Subscribes with QoS 1, no local, without retained messages. */
    void subscribe(String filter) throws IOException, InterruptedException;

    boolean isUp();

    /** Disconnects in order: the broker does not publish the will. */
    @Override
    void close();
}
