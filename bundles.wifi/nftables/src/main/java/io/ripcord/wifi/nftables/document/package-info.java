/** The section {@code firewall} of the document as checked values. */
@NullMarked
package io.ripcord.wifi.nftables.document;

import org.jspecify.annotations.NullMarked;
