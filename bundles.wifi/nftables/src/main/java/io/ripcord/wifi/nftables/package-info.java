/** The firewall: one nft table of ours, replaced as a whole. */
@NullMarked
package io.ripcord.wifi.nftables;

import org.jspecify.annotations.NullMarked;
