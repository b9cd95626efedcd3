package io.ripcord.wifi.network.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The section of this domain.
 *
 * <p>Its networks stand in the order of their names. Without a side towards the Internet the device leaves that as it is.
 */
public record NetworkSection(
        List<Network> networks, Optional<Wan> wan, List<StaticRoute> routes, List<Tunnel> tunnels) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,11}");
    private static final int MOST_NETWORKS = 64;
    private static final int MOST_ROUTES = 256;
    private static final int MOST_TUNNELS = 8;

    public NetworkSection {
        networks = List.copyOf(networks);
        routes = List.copyOf(routes);
        tunnels = List.copyOf(tunnels);
    }

    /** @throws BadDocument naming the place that is wrong */
    public static NetworkSection parse(JsonObject json) {
        var fields = Fields.of(json, "");
        var members = fields.rawObject("networks").members();
        if (members.size() > MOST_NETWORKS) {
            throw fields.bad("networks", "there are " + members.size(), "use at most " + MOST_NETWORKS);
        }
        var networks = new TreeMap<>(members)
                .entrySet().stream()
                        .map(member ->
                                network(member.getKey(), Fields.of(member.getValue(), "networks/" + member.getKey())))
                        .toList();
        var wan = fields.optionalObject("wan").map(entry -> {
            var read = Wan.from(entry);
            entry.end();
            return read;
        });
        var routes = fields.list("routes", MOST_ROUTES, StaticRoute::from);
        var tunnels = tunnels(fields);
        fields.end();
        var section = new NetworkSection(networks, wan, routes, tunnels);
        section.eachPortOnce(fields);
        section.eachCallOnce(fields);
        section.apart(fields);
        section.delegable(fields);
        section.reachable(fields);
        return section;
    }

    private static Network network(String name, Fields fields) {
        if (!NAME.matcher(name).matches()) {
            throw new BadDocument(
                    "networks/" + name,
                    "it is no name of a network",
                    "write a lower-case letter, then up to 11 letters, digits, dashes");
        }
        var network = Network.from(name, fields);
        fields.end();
        return network;
    }

    private static List<Tunnel> tunnels(Fields fields) {
        var members = fields.rawObject("wireguard").members();
        if (members.size() > MOST_TUNNELS) {
            throw fields.bad("wireguard", "there are " + members.size(), "use at most " + MOST_TUNNELS);
        }
        return new TreeMap<>(members)
                .entrySet().stream()
                        .map(member -> Tunnel.from(
                                member.getKey(), Fields.of(member.getValue(), "wireguard/" + member.getKey())))
                        .toList();
    }

    /** Two tunnels cannot be called at one port; the second would fail when it comes up. */
    private void eachCallOnce(Fields fields) {
        var seen = new HashSet<Integer>();
        tunnels.stream()
                .filter(tunnel ->
                        tunnel.port().isPresent() && !seen.add(tunnel.port().getAsInt()))
                .findFirst()
                .ifPresent(tunnel -> {
                    throw fields.bad(
                            "wireguard/" + tunnel.name() + "/port",
                            "another tunnel is called there",
                            "choose another port");
                });
    }

    /** Every port of the board that is named, networks first. */
    public Stream<Port> ports() {
        return Stream.concat(
                networks.stream().flatMap(network -> network.ports().stream()),
                wan.stream().flatMap(side -> side.port().stream()));
    }

    private void eachPortOnce(Fields fields) {
        var seen = new HashSet<Port>();
        ports().forEach(port -> {
            if (!seen.add(port)) {
                throw fields.bad("networks", "the port " + port + " is in two places", "plug it into one network");
            }
        });
    }

    /** No two networks of the board may share an address, or it could not tell where to send a packet. */
    private void apart(Fields fields) {
        List<Place> places = new ArrayList<>();
        networks.forEach(network ->
                network.ipv4().ifPresent(own -> places.add(new Place("networks/" + network.name() + "/ipv4", own))));
        wan.ifPresent(side -> side.addresses().forEach(address -> places.add(new Place("wan", address))));
        tunnels.forEach(tunnel -> places.add(new Place("wireguard/" + tunnel.name() + "/address", tunnel.address())));
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            places.subList(0, i).stream().filter(place::overlaps).findFirst().ifPresent(other -> {
                throw fields.bad(place.path(), place.own() + " overlaps with " + other.path(), "choose another subnet");
            });
        }
    }

    private record Place(String path, Cidr own) {
        boolean overlaps(Place other) {
            int length = Math.min(own.length(), other.own.length());
            return own.isV6() == other.own.isV6()
                    && own.address().masked(length).equals(other.own.address().masked(length));
        }
    }

    /** A prefix is delegated only to who asks for one. */
    private void delegable(Fields fields) {
        boolean asked = wan.filter(side -> side.ipv6() instanceof Uplink.Leased).isPresent();
        networks.stream()
                .filter(network -> network.delegated() && !asked)
                .findFirst()
                .ifPresent(network -> {
                    throw fields.bad(
                            "networks/" + network.name() + "/delegated",
                            "no prefix is asked for on the side towards the Internet",
                            "write wan/ipv6/method: dhcp, or leave it out");
                });
    }

    /** A router that is no neighbour would be refused by the kernel, in the middle of a change. */
    private void reachable(Fields fields) {
        var near = Stream.concat(
                        networks.stream().flatMap(network -> network.ipv4().stream()),
                        wan.stream().flatMap(side -> side.addresses().stream()))
                .toList();
        IntStream.range(0, routes.size())
                .filter(i -> near.stream()
                        .noneMatch(own -> own.prefix().contains(routes.get(i).via())))
                .findFirst()
                .ifPresent(i -> {
                    throw fields.bad(
                            "routes/" + i + "/via",
                            "it is in no network of the board",
                            "write a router in a network whose address is written down");
                });
    }
}
