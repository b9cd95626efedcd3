package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;

/**
 * Addresses that share their first bits, of either family: {@code 10.0.0.0/8}, {@code fd00::/8}, or one address.
 *
 * @param network its first address
 * @param length how many bits they share: 0 to 32, or to 128
 */
public record Prefix(Address network, int length) {

    public Prefix {
        if (length < 0 || length > network.width() || !network.masked(length).equals(network)) {
            throw notAPrefix();
        }
    }

    /** @throws BadDocument unless the text is a prefix or an address */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            var address = Address.parse(text);
            return new Prefix(address, address.width());
        }
        var length = text.substring(slash + 1);
        if (!length.matches("0|[1-9][0-9]{0,2}")) {
            throw notAPrefix();
        }
        return new Prefix(Address.parse(text.substring(0, slash)), Integer.parseInt(length));
    }

    public static Prefix of(Subnet subnet) {
        return new Prefix(subnet.network(), subnet.prefix());
    }

    public boolean contains(Address address) {
        return address.width() == network.width() && address.masked(length).equals(network);
    }

    public boolean isV6() {
        return network instanceof Ipv6;
    }

    @Override
    public String toString() {
        return length == network.width() ? network.toString() : network + "/" + length;
    }

    private static BadDocument notAPrefix() {
        return new BadDocument(
                "", "it is no range of addresses", "write its first address and how many bits are shared: 10.0.0.0/8");
    }
}
