package io.ripcord.wifi.network.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.wifi.api.Address;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Ipv6;
import io.ripcord.wifi.api.Prefix;

/**
 * An address of an interface with the size of its subnet, written as {@code 192.168.77.1/24}.
 *
 * @param length how many leading bits the subnet's addresses share, 1 to 32 or to 128
 */
public record Cidr(Address address, int length) {

    public Cidr {
        if (length < 1 || length > address.width()) {
            throw notOne();
        }
    }

    /** @throws BadDocument unless the text is an address, a slash and a length */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[1-9][0-9]{0,2}")) {
            throw notOne();
        }
        return new Cidr(Address.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /** The subnet that the address is in. */
    public Prefix prefix() {
        return new Prefix(address.masked(length), length);
    }

    public boolean isV6() {
        return address instanceof Ipv6;
    }

    /**
     * Whether a computer could have it: not the name of the subnet itself, nor an IPv4 subnet's broadcast address.
     */
    boolean isUsable() {
        if (address instanceof Ipv4 four && length <= 30) {
            int host = four.bits() & ~four.masked(length).bits();
            return host != 0 && four.plus(1).masked(length).equals(four.masked(length));
        }
        return true;
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }

    private static BadDocument notOne() {
        return new BadDocument("", "it is no address with the size of its subnet", "write it as in 192.168.77.1/24");
    }
}
