package io.ripcord.wifi.nftables;

import io.ripcord.api.trust.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The table {@code inet ripcord} and, if it is there, {@code bridge ripcord} as {@code nft list} writes them. What the kernel
 * learns by itself, the elements of sets and the values of counters, is left out of the comparison.
 *
 * @param state a script that makes them, with all that the kernel counted and learned
 * @param text the same without
 */
record Listing(String state, String text) {
    private static final Pattern CHAIN = Pattern.compile("\tchain (\\S+) \\{");
    private static final Pattern OBJECT = Pattern.compile("\t(counter|set) (\\S+) \\{");
    private static final Pattern MARK = Pattern.compile("comment \"(ripcord [0-9a-f]{40} [0-9a-f]{40})\"");
    private static final Pattern COUNTED = Pattern.compile("packets \\d+ bytes \\d+");

    static Listing of(String state) {
        var lines = new ArrayList<String>();
        boolean elements = false;
        for (var line : state.lines().toList()) {
            elements |= line.startsWith("\t\telements = {");
            if (!elements) {
                lines.add(
                        line.startsWith("\t\tpackets") ? COUNTED.matcher(line).replaceAll("packets 0 bytes 0") : line);
            }
            elements &= !line.endsWith("}");
        }
        return new Listing(state, String.join("\n", lines) + "\n");
    }

    /** Of all tables of the board, whose lines begin at their left margin only where one begins or ends. */
    static Optional<Listing> ofRuleset(String all) {
        var ours = new StringBuilder();
        for (var table : List.of(Ruleset.TABLE, Ruleset.BRIDGE_TABLE)) {
            int begin = ("\n" + all).indexOf("\ntable " + table + " {\n");
            if (begin >= 0) {
                ours.append(all, begin, all.indexOf("\n}\n", begin) + 3);
            } else if (table.equals(Ruleset.TABLE)) {
                return Optional.empty();
            }
        }
        return Optional.of(of(ours.toString()));
    }

    /** The comment that says what they were made from; empty when they are not ours. */
    Optional<String> mark() {
        var match = MARK.matcher(text);
        return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    }

    Digest digest() {
        return Digest.of(text);
    }

    List<String> chains() {
        return inet().lines()
                .flatMap(line -> CHAIN.matcher(line).results().map(match -> match.group(1)))
                .toList();
    }

    /** {@code counter NAME}, {@code set NAME}. */
    List<String> objects() {
        return inet().lines()
                .flatMap(line -> OBJECT.matcher(line).results().map(match -> match.group(1) + " " + match.group(2)))
                .toList();
    }

    private String inet() {
        int bridge = text.indexOf("table " + Ruleset.BRIDGE_TABLE);
        return bridge < 0 ? text : text.substring(0, bridge);
    }
}
