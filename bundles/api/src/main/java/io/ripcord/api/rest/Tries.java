package io.ripcord.api.rest;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often a source may try a password: 20 at once, then one every 3 s. A source is an IPv4 address or an IPv6 network of
 * 64 bits, since whoever has one of its addresses has all. Safe for use by many threads.
 */
public final class Tries {
    private static final int BURST = 20;
    private static final int ADDRESSES = 1024;
    private static final long REFILL_NANOS = Duration.ofSeconds(3).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > ADDRESSES;
        }
    };

    public Tries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @throws Failure 429 when this address tried too often */
    public synchronized void take(String address) {
        var source = source(address);
        long now = nanoTime.getAsLong();
        var bucket = buckets.getOrDefault(source, new Bucket(BURST, now)).refilled(now);
        if (bucket.left == 0) {
            throw new Failure(429, "too-often", "Too many tries from this address; wait some seconds.");
        }
        buckets.put(source, new Bucket(bucket.left - 1, bucket.since));
    }

    /** The source that an address belongs to. */
    public static String source(String address) {
        var literal = address.replaceAll("^\\[|]$|%.*$", "");
        try {
            return InetAddress.ofLiteral(literal) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, 8) + "/64"
                    : InetAddress.ofLiteral(literal).getHostAddress();
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    /** @param since when the last whole try was refilled */
    private record Bucket(long left, long since) {
        Bucket refilled(long now) {
            long gained = (now - since) / REFILL_NANOS;
            return left + gained >= BURST
                    ? new Bucket(BURST, now)
                    : new Bucket(left + gained, since + gained * REFILL_NANOS);
        }
    }
}
