/** The section {@code dhcp} as records. */
@NullMarked
package io.ripcord.wifi.dnsmasq.document;

import org.jspecify.annotations.NullMarked;
