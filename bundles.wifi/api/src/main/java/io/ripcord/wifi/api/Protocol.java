package io.ripcord.wifi.api;

/** A transport protocol that has ports. */
public enum Protocol {
    TCP,
    UDP
}
