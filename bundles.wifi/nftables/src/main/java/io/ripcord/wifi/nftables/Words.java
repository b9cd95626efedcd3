package io.ripcord.wifi.nftables;

import java.util.Collection;
import java.util.stream.Collectors;

/** Checked values in nft's grammar (nft(8)): none of them has a character that means something in it. */
final class Words {
    private Words() {}

    /** {@code "lan0"}, {@code { "lan0", "lan1" }}. */
    static String names(Collection<?> checked) {
        return set(checked.stream().map(Words::name).toList());
    }

    static String name(Object checked) {
        return "\"" + checked + "\"";
    }

    /** One word as it is, several in braces. */
    static String set(Collection<?> words) {
        return words.size() == 1
                ? words.iterator().next().toString()
                : words.stream().map(Object::toString).collect(Collectors.joining(", ", "{ ", " }"));
    }
}
