/** A way into the domain of addresses and names for tests of the lab. */
@NullMarked
package io.ripcord.wifi.dnsmasq;

import org.jspecify.annotations.NullMarked;
