package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;

/** An IP address of either family. */
public sealed interface Address permits Ipv4, Ipv6 {

    /** @throws BadDocument unless the text is an address */
    static Address parse(String text) {
        return text.indexOf(':') < 0 ? Ipv4.parse(text) : Ipv6.parse(text);
    }

    /** How many bits it has. */
    int width();

    /** The address with all but the first bits cleared. */
    Address masked(int bits);
}
