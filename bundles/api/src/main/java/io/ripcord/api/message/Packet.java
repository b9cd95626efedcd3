package io.ripcord.api.message;

import java.time.Duration;
import java.util.Optional;

/**
 * One message: at most 128 KiB with its topic.
 *
 * @param expiry after which the broker drops it undelivered
 * @param correlation binds an answer to its question; at most 64 bytes
 */
public record Packet(String topic, byte[] payload, Optional<Duration> expiry, Optional<byte[]> correlation) {
    public static final int MAX_BYTES = 128 * 1024;

    /** What is left for the payload beside topic and properties. */
    public static final int MAX_PAYLOAD = 127 * 1024;

    public static Packet of(String topic, byte[] payload) {
        return new Packet(topic, payload, Optional.empty(), Optional.empty());
    }

    public Packet expiring(Duration after) {
        return new Packet(topic, payload, Optional.of(after), correlation);
    }

    public Packet correlated(byte[] data) {
        return new Packet(topic, payload, expiry, Optional.of(data));
    }
}
