/** The section {@code wifi} as records. */
@NullMarked
package io.ripcord.wifi.hostapd.document;

import org.jspecify.annotations.NullMarked;
