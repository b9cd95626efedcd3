/** The domain {@code dhcp}: addresses and names for the board's networks, served by dnsmasq. */
@NullMarked
package io.ripcord.wifi.dnsmasq;

import org.jspecify.annotations.NullMarked;
