/** The section {@code network} as records. */
@NullMarked
package io.ripcord.wifi.network.document;

import org.jspecify.annotations.NullMarked;
