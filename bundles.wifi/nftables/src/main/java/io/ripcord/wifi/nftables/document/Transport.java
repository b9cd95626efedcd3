package io.ripcord.wifi.nftables.document;

/** What a rule is about, below IP. */
public enum Transport {
    ANY,
    TCP,
    UDP,
    ICMP;

    /** True if it has ports. */
    public boolean hasPorts() {
        return this == TCP || this == UDP;
    }
}
