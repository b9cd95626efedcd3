package io.ripcord.wifi.nftables;

import io.ripcord.api.trust.Digest;
import io.ripcord.wifi.api.Masquerade;
import io.ripcord.wifi.api.PortForward;
import io.ripcord.wifi.api.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table {@code inet ripcord} in nft's words. Whatever is not allowed here is dropped, in both families. Only numbers and
 * checked values ({@code Ipv4}, {@code Subnet}, {@code InterfaceName}) are ever written into it.
 */
final class Table {
    static final String NAME = "inet ripcord";

    /** Holds the one rule whose comment says what table this is. */
    static final String MARK = "about";

    private final Board board;
    private final List<Rule> rules;

    Table(Board board, List<Rule> rules) {
        this.board = board;
        this.rules = List.copyOf(rules);
    }

    /** Of everything but the mark. */
    Digest digest() {
        return Digest.of(String.join("\n", chains()));
    }

    /** How many rules the kernel shows when the table is whole, the mark included. */
    long size() {
        return 1 + chains().stream().filter(Table::isRule).count();
    }

    /** One transaction: the old table goes, the new one comes, no packet sees anything between. */
    String script() {
        var lines = new ArrayList<String>();
        lines.add("table " + NAME);
        lines.add("delete table " + NAME);
        lines.add("table " + NAME + " {");
        lines.add("\tchain " + MARK + " {");
        lines.add("\t\treturn comment \"" + Mark.text(digest(), size()) + "\"");
        lines.add("\t}");
        lines.addAll(chains());
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    private List<String> chains() {
        var lines = new ArrayList<String>();
        chain(lines, "input", "type filter hook input priority filter; policy drop;", input());
        chain(lines, "forward", "type filter hook forward priority filter; policy drop;", forward());
        chain(lines, "prerouting", "type nat hook prerouting priority dstnat; policy accept;", prerouting());
        chain(lines, "postrouting", "type nat hook postrouting priority srcnat; policy accept;", postrouting());
        return lines;
    }

    /** To the device itself. From the WAN: answers, ICMP, and what a DHCP client is sent; nothing listens there. */
    private List<String> input() {
        var lan = "iifname " + quoted(board.lan());
        var wan = "iifname " + quoted(board.wan());
        var lines = new ArrayList<>(List.of(
                "ct state invalid drop",
                "ct state { established, related } accept",
                "iifname \"lo\" accept",
                lan + " tcp dport { 53, " + board.https() + " } accept",
                lan + " udp dport { 53, 67 } accept",
                lan + " icmp type { destination-unreachable, echo-request, time-exceeded, parameter-problem } accept",
                wan + " icmp type { destination-unreachable, echo-request, time-exceeded, parameter-problem } accept",
                "iifname { " + quoted(board.lan()) + ", " + quoted(board.wan()) + " } icmpv6 type"
                        + " { destination-unreachable, packet-too-big, time-exceeded, parameter-problem, echo-request,"
                        + " nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert } accept",
                wan + " udp sport 67 udp dport 68 accept",
                wan + " ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept"));
        for (var masquerade : of(Masquerade.class)) {
            for (var protocol : List.of("tcp", "udp")) {
                lines.add("iifname " + quoted(masquerade.bridge()) + " ip saddr " + masquerade.subnet() + " ip daddr "
                        + masquerade.subnet().gateway() + " " + protocol + " dport 53 accept");
            }
        }
        return lines;
    }

    /** Through the device: LAN to WAN, LAN to published ports, subnets that may to the WAN; nothing else. */
    private List<String> forward() {
        var lines = new ArrayList<>(List.of(
                "ct state invalid drop",
                "ct state { established, related } accept",
                "iifname " + quoted(board.lan()) + " oifname " + quoted(board.wan()) + " accept"));
        for (var forward : of(PortForward.class)) {
            lines.add("iifname " + quoted(board.lan()) + " oifname " + quoted(forward.bridge())
                    + " ct status dnat ip daddr " + forward.to() + " " + protocol(forward) + " dport " + forward.port()
                    + " accept");
        }
        for (var masquerade : of(Masquerade.class)) {
            lines.add("iifname " + quoted(masquerade.bridge()) + " oifname " + quoted(board.wan()) + " ip saddr "
                    + masquerade.subnet() + " accept");
        }
        return lines;
    }

    private List<String> prerouting() {
        return of(PortForward.class).stream()
                .map(forward -> "iifname " + quoted(board.lan()) + " ip daddr " + board.address() + " "
                        + protocol(forward) + " dport " + forward.lan() + " dnat ip to " + forward.to() + ":"
                        + forward.port())
                .toList();
    }

    private List<String> postrouting() {
        var lines = new ArrayList<String>();
        lines.add(
                "iifname " + quoted(board.lan()) + " oifname " + quoted(board.wan()) + " meta nfproto ipv4 masquerade");
        for (var masquerade : of(Masquerade.class)) {
            lines.add("oifname " + quoted(board.wan()) + " ip saddr " + masquerade.subnet() + " masquerade");
        }
        return lines;
    }

    private <R extends Rule> List<R> of(Class<R> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void chain(List<String> lines, String name, String head, List<String> body) {
        lines.add("\tchain " + name + " {");
        lines.add("\t\t" + head);
        body.forEach(rule -> lines.add("\t\t" + rule));
        lines.add("\t}");
    }

    private static boolean isRule(String line) {
        return line.startsWith("\t\t") && !line.startsWith("\t\ttype ");
    }

    private static String protocol(PortForward forward) {
        return forward.protocol().name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(Object checked) {
        return "\"" + checked + "\"";
    }
}
