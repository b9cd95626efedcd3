/** The domain {@code network}: bridges, addresses, routes, and the side towards the Internet. */
@NullMarked
package io.ripcord.wifi.network;

import org.jspecify.annotations.NullMarked;
