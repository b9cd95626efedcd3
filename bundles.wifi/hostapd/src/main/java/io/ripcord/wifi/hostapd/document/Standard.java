package io.ripcord.wifi.hostapd.document;

/** How new a radio talks: 802.11n, ac or ax; each includes those before it. */
public enum Standard {
    N,
    AC,
    AX
}
