package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;
import java.util.regex.Pattern;

/** An IPv4 address, written as four decimal numbers without leading zeros. */
public record Ipv4(int bits) implements Address, Comparable<Ipv4> {
    private static final Pattern DOTTED = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    /** @throws BadDocument unless the text is an address */
    public static Ipv4 parse(String text) {
        if (!DOTTED.matcher(text).matches()) {
            throw notAnAddress();
        }
        int bits = 0;
        for (var part : text.split("\\.", -1)) {
            int value = Integer.parseInt(part);
            if (value > 255) {
                throw notAnAddress();
            }
            bits = bits << 8 | value;
        }
        return new Ipv4(bits);
    }

    /** The address so many after this one. */
    public Ipv4 plus(int count) {
        return new Ipv4(bits + count);
    }

    @Override
    public int width() {
        return Integer.SIZE;
    }

    @Override
    public Ipv4 masked(int length) {
        return new Ipv4(length == 0 ? 0 : bits & (-1 << (Integer.SIZE - length)));
    }

    @Override
    public int compareTo(Ipv4 other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }

    private static BadDocument notAnAddress() {
        return new BadDocument("", "it is no IPv4 address", "write four numbers of 0 to 255 joined by dots");
    }
}
