package io.ripcord.wifi.nftables.document;

/** What of the device itself a zone may reach. */
public enum Input {
    DROP,
    REJECT,
    /** Names, addresses, time and ICMP. */
    SERVICES,
    ACCEPT
}
