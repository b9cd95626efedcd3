package io.ripcord.wifi.network.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Zone;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A WireGuard interface with its peers.
 *
 * @param key the board's private key
 * @param port where it is called, over UDP, from the side towards the Internet; empty where it only calls
 * @param address the board's own in the tunnel
 */
public record Tunnel(
        InterfaceName name, Zone zone, SecretReference key, OptionalInt port, Cidr address, int mtu, List<Peer> peers) {
    /** What fits into an Ethernet frame with WireGuard's own bytes, over IPv6. */
    private static final int MTU = 1420;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,11}");
    private static final int MOST_PEERS = 64;

    public Tunnel {
        peers = List.copyOf(peers);
    }

    static Tunnel from(String name, Fields fields) {
        if (!NAME.matcher(name).matches() || name.startsWith("br-")) {
            throw new BadDocument(
                    fields.path(""),
                    "it is no name of a tunnel",
                    "write a lower-case letter, then up to 11 letters, digits, dashes; not br-");
        }
        var tunnel = new Tunnel(
                new InterfaceName(name),
                fields.value("zone", 12, Zone::new),
                SecretReference.from(fields.raw("key").orElse(Json.of("")), fields.path("key")),
                fields.optionalWhole("port", 1, 65_535).stream()
                        .mapToInt(Long::intValue)
                        .findFirst(),
                fields.value("address", 64, Cidr::parse),
                Mtu.from(fields, MTU),
                fields.list("peers", MOST_PEERS, Peer::from));
        fields.end();
        var seen = new HashSet<String>();
        tunnel.peers().stream()
                .filter(peer -> !seen.add(peer.publicKey()))
                .findFirst()
                .ifPresent(peer -> {
                    throw fields.bad("peers", peer.publicKey() + " is there twice", "write all of a peer in one place");
                });
        return tunnel;
    }

    /** Every secret that it needs. */
    public Stream<SecretReference> secrets() {
        return Stream.concat(Stream.of(key), peers.stream().flatMap(peer -> peer.presharedKey().stream()));
    }
}
