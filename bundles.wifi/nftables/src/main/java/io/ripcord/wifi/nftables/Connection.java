package io.ripcord.wifi.nftables;

import io.ripcord.api.json.BadDocument;
import io.ripcord.wifi.api.Address;
import io.ripcord.wifi.nftables.document.Transport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connection that the kernel tracks, as {@code conntrack -L} writes it, a line each.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, ...
 * @param destination where its sender thinks it goes
 * @param target where it goes: the sender of the answers
 * @param targetPort of the target; 0 where there is none
 */
record Connection(
        String protocol,
        Address source,
        int sourcePort,
        Address destination,
        int destinationPort,
        Address target,
        int targetPort) {

    /** Empty for a line that is none, or of an address family that has no words here. */
    static Optional<Connection> parse(String line) {
        var words = List.of(line.strip().split("\\s+"));
        Map<String, String> first = new HashMap<>();
        Map<String, String> second = new HashMap<>();
        for (var word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                var key = word.substring(0, equals);
                var value = word.substring(equals + 1);
                if (first.putIfAbsent(key, value) != null) {
                    second.putIfAbsent(key, value);
                }
            }
        }
        try {
            return Optional.of(new Connection(
                    words.getFirst(),
                    address(first, "src"),
                    port(first, "sport"),
                    address(first, "dst"),
                    port(first, "dport"),
                    address(second, "src"),
                    port(second, "sport")));
        } catch (BadDocument | NumberFormatException _) {
            return Optional.empty();
        }
    }

    boolean isOf(Transport transport) {
        return switch (transport) {
            case ANY -> true;
            case TCP -> protocol.equals("tcp");
            case UDP -> protocol.equals("udp");
            case ICMP -> protocol.startsWith("icmp");
        };
    }

    /** The words after {@code conntrack} that delete it and no other. */
    String deletion() {
        var ports =
                sourcePort == 0 && destinationPort == 0 ? "" : " --sport " + sourcePort + " --dport " + destinationPort;
        return "-D -f " + (source.width() == Integer.SIZE ? "ipv4" : "ipv6") + " -p " + protocol + " -s " + source
                + " -d " + destination + ports;
    }

    private static Address address(Map<String, String> words, String name) {
        return Address.parse(words.getOrDefault(name, ""));
    }

    private static int port(Map<String, String> words, String name) {
        return Integer.parseInt(words.getOrDefault(name, "0"));
    }
}
