package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;
import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * An IPv6 address without a zone, written as RFC 5952 says.
 *
 * @param high its first 64 bits
 * @param low its last 64 bits
 */
public record Ipv6(long high, long low) implements Address {
    private static final Pattern WORDS = Pattern.compile("[0-9a-fA-F:]{2,39}");
    private static final int GROUPS = 8;

    /** @throws BadDocument unless the text is an address */
    public static Ipv6 parse(String text) {
        if (!WORDS.matcher(text).matches()) {
            throw notAnAddress();
        }
        try {
            // an IPv4-mapped one would come back as IPv4: it is not meant here
            if (Inet6Address.ofLiteral(text) instanceof Inet6Address address) {
                var bits = ByteBuffer.wrap(address.getAddress());
                return new Ipv6(bits.getLong(), bits.getLong());
            }
            throw notAnAddress();
        } catch (IllegalArgumentException e) {
            throw notAnAddress();
        }
    }

    @Override
    public int width() {
        return 2 * Long.SIZE;
    }

    @Override
    public Ipv6 masked(int bits) {
        return new Ipv6(high & mask(bits), low & mask(bits - Long.SIZE));
    }

    /** The address so many after this one, in the same /64. */
    public Ipv6 plus(long count) {
        return new Ipv6(high, low + count);
    }

    @Override
    public String toString() {
        int best = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zeros(i);
            if (zeros > length) {
                best = i;
                length = zeros;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == best) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int zeros(int from) {
        int count = 0;
        while (from + count < GROUPS && group(from + count) == 0) {
            count++;
        }
        return count;
    }

    private int group(int number) {
        long half = number < GROUPS / 2 ? high : low;
        return (int) (half >>> ((GROUPS / 2 - 1 - number % (GROUPS / 2)) * Short.SIZE)) & 0xffff;
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    private static BadDocument notAnAddress() {
        return new BadDocument("", "it is no IPv6 address", "write groups of hexadecimal digits, as in fd00::1");
    }
}
