package io.ripcord.wifi.network;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The interfaces of the board and the routes of the device, at one moment or as they should be.
 *
 * @param links by name
 * @param routes those that bear the device's protocol number, no others
 */
record Topology(SortedMap<String, Link> links, SortedSet<Route> routes) {

    Topology {
        links = new TreeMap<>(links);
        routes = new TreeSet<>(routes);
    }

    Optional<Link> link(String name) {
        return Optional.ofNullable(links.get(name));
    }

    /** What the device governs: its own interfaces and the ports of its networks. */
    Stream<Link> governed() {
        return links.values().stream().filter(link -> link.ours() || isPort(link));
    }

    /** The tunnels that the device made, by name. */
    List<String> tunnels() {
        return links.values().stream()
                .filter(link -> link.ours() && link.kind() instanceof Link.Kind.Wireguard)
                .map(Link::name)
                .toList();
    }

    /** Through what the device could be governed: not through a bridge that another domain asked for. */
    Stream<Link> paths() {
        return governed().filter(link -> !link.isBridge() || link.isNetwork());
    }

    /** Whether it is a port of a network. Who asked for another bridge plugs in there, and unplugs, as he likes. */
    boolean isPort(Link link) {
        return link.master().flatMap(this::link).filter(Link::isNetwork).isPresent();
    }

    /** The same, without interfaces of others that are no longer there. */
    Topology among(Topology present) {
        var left = new TreeMap<>(links);
        left.values()
                .removeIf(link -> !link.isMade() && present.link(link.name()).isEmpty());
        return new Topology(left, routes);
    }

    /** As reported; what comes and goes by itself (foreign interfaces, leases) is not in it. */
    JsonObject json() {
        var interfaces = JsonObject.EMPTY;
        for (var link : governed().toList()) {
            interfaces = interfaces.with(link.name(), link.json());
        }
        return JsonObject.EMPTY
                .with("interfaces", interfaces)
                .with(
                        "routes",
                        new JsonArray(routes.stream()
                                .filter(Route::isOurs)
                                .<Json>map(Route::json)
                                .toList()));
    }

    /** @param reported as {@link #json()} gave it */
    static Topology parse(JsonObject reported) {
        var fields = Fields.of(reported, "");
        var links = new TreeMap<String, Link>();
        fields.rawObject("interfaces")
                .members()
                .forEach((name, link) -> links.put(name, Link.parse(name, Fields.of(link, name))));
        return new Topology(links, new TreeSet<>(fields.list("routes", Integer.MAX_VALUE, Route::parse)));
    }
}
