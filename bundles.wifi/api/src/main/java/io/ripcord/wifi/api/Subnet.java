package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;

/**
 * An IPv4 subnet, written as {@code 10.210.0.16/28}.
 *
 * @param network its first address
 * @param prefix how many leading bits its addresses share, 8 to 30
 */
public record Subnet(Ipv4 network, int prefix) {

    public Subnet {
        if (prefix < 8 || prefix > 30 || (network.bits() & ~mask(prefix)) != 0) {
            throw notASubnet();
        }
    }

    /** @throws BadDocument unless the text is a subnet */
    public static Subnet parse(String text) {
        int slash = text.indexOf('/');
        var length = slash < 0 ? "" : text.substring(slash + 1);
        if (!length.matches("[1-9][0-9]?")) {
            throw notASubnet();
        }
        return new Subnet(Ipv4.parse(text.substring(0, slash)), Integer.parseInt(length));
    }

    public boolean contains(Ipv4 address) {
        return (address.bits() & mask(prefix)) == network.bits();
    }

    /** By custom the first usable address is the router's. */
    public Ipv4 gateway() {
        return network.plus(1);
    }

    @Override
    public String toString() {
        return network + "/" + prefix;
    }

    private static int mask(int prefix) {
        return -1 << (32 - prefix);
    }

    private static BadDocument notASubnet() {
        return new BadDocument("", "it is no IPv4 subnet", "write its first address and 8 to 30, as in 10.210.0.16/28");
    }
}
