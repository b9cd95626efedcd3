package io.ripcord.wifi.nftables;

import io.ripcord.api.trust.Digest;

/** The comment by which a table of ours is known again: what it was made from, and how many rules it has. */
final class Mark {

    private Mark() {}

    static String text(Digest digest, long rules) {
        return "ripcord " + digest.hex() + " " + rules;
    }
}
