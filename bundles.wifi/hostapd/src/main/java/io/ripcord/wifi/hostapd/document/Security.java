package io.ripcord.wifi.hostapd.document;

/** How stations prove that they may join, and how their traffic is encrypted. */
public enum Security {
    OPEN,
    /** Encrypted without a key (RFC 8110). */
    OWE,
    WPA2,
    WPA3,
    /** Either, with the same key. */
    WPA2_WPA3,
    /** Each user by a RADIUS server. */
    ENTERPRISE;

    /** Keys as WPA2 has them: a hash of passphrase and name. */
    public boolean hasPsk() {
        return this == WPA2 || this == WPA2_WPA3;
    }

    /** Keys as WPA3 has them: never sent in a form that could be tried out. */
    public boolean hasSae() {
        return this == WPA3 || this == WPA2_WPA3;
    }

    public boolean hasPassphrase() {
        return hasPsk() || hasSae();
    }

    Pmf usualPmf() {
        return switch (this) {
            case OPEN -> Pmf.OFF;
            case OWE, WPA3 -> Pmf.REQUIRED;
            case WPA2, WPA2_WPA3, ENTERPRISE -> Pmf.OPTIONAL;
        };
    }

    boolean takes(Pmf pmf) {
        return switch (this) {
            case OPEN -> pmf == Pmf.OFF;
            case OWE, WPA3 -> pmf == Pmf.REQUIRED;
            case WPA2_WPA3 -> pmf == Pmf.OPTIONAL;
            case WPA2, ENTERPRISE -> true;
        };
    }
}
