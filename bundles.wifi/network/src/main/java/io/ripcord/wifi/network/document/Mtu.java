package io.ripcord.wifi.network.document;

import io.ripcord.api.json.Fields;

/** How large a packet may be: at least what IPv6 asks for (RFC 8200), at most a jumbo frame. */
public final class Mtu {
    /** An Ethernet frame's. */
    public static final int USUAL = 1500;

    private static final int LEAST = 1280;
    private static final int MOST = 9000;

    private Mtu() {}

    static int from(Fields fields) {
        return from(fields, USUAL);
    }

    static int from(Fields fields, int usual) {
        return (int) fields.whole("mtu", LEAST, MOST, usual);
    }
}
