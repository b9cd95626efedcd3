package io.ripcord.wifi.nftables.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;

/** What becomes of a packet. */
public enum Verdict {
    ACCEPT,
    DROP,
    /** Refused with an answer, so that the sender does not wait. */
    REJECT;

    /** @throws BadDocument unless the text is one of them, in lower case */
    static Verdict parse(String text) {
        for (var verdict : values()) {
            if (Fields.wireName(verdict).equals(text)) {
                return verdict;
            }
        }
        throw new BadDocument("", "it is no verdict", "write accept, drop or reject");
    }
}
