/** The domain {@code wifi}: what the board's radios offer, by one hostapd for all of them. */
@NullMarked
package io.ripcord.wifi.hostapd;

import org.jspecify.annotations.NullMarked;
