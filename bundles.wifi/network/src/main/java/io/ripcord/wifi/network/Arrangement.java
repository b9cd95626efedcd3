package io.ripcord.wifi.network;

import io.ripcord.wifi.api.Address;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv6;
import io.ripcord.wifi.api.OwnedBridge;
import io.ripcord.wifi.api.Prefix;
import io.ripcord.wifi.network.document.Cidr;
import io.ripcord.wifi.network.document.Mtu;
import io.ripcord.wifi.network.document.Network;
import io.ripcord.wifi.network.document.NetworkSection;
import io.ripcord.wifi.network.document.Port;
import io.ripcord.wifi.network.document.Tunnel;
import io.ripcord.wifi.network.document.Wan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the device governs of the board's interfaces, with all that it chose itself filled in.
 *
 * @param networks with their addresses; none is left to choose
 * @param ula the IPv6 subnet of each network that has one, by name
 * @param delegated which /64 of the provider's prefix each network has that has one, by name
 * @param bridges that other domains asked for
 * @param home what the board's LAN interface has when no network holds it
 */
record Arrangement(
        NetworkSection section,
        List<Network> networks,
        SortedMap<String, Ipv6> ula,
        SortedMap<String, Integer> delegated,
        List<OwnedBridge> bridges,
        Home home) {
    private static final int ULA_LENGTH = 64;

    Arrangement {
        networks = List.copyOf(networks);
        ula = new TreeMap<>(ula);
        delegated = new TreeMap<>(delegated);
        bridges = List.copyOf(bridges);
    }

    /** The board's own sides, as its facts tell. */
    record Home(InterfaceName lan, Cidr address, InterfaceName wan) {}

    /** The board's address in a network, IPv6 last. */
    List<Cidr> addresses(Network network) {
        List<Cidr> all = new ArrayList<>(network.ipv4().stream().toList());
        Optional.ofNullable(ula.get(network.name())).ifPresent(subnet -> all.add(new Cidr(subnet.plus(1), ULA_LENGTH)));
        return all;
    }

    /** Whether it is, but for the mark, a bridge that another domain asks for. */
    boolean asksFor(Link link) {
        return link.isBridge()
                && bridges.stream()
                        .filter(owned -> owned.bridge().text().equals(link.name()))
                        .anyMatch(owned -> link.addresses().equals(Link.sorted(List.of(address(owned)))));
    }

    private static Cidr address(OwnedBridge owned) {
        return new Cidr(owned.subnet().gateway(), owned.subnet().prefix());
    }

    /** The interface towards the Internet. */
    Port wanPort(Wan wan) {
        return wan.port().orElse(new Port(home.wan(), OptionalInt.empty()));
    }

    /** The interfaces of the board that must be there already. */
    Stream<Port> ports() {
        return Stream.concat(
                networks.stream().flatMap(network -> network.ports().stream()),
                section.wan().stream().map(this::wanPort));
    }

    /** The board's interfaces once this is so: what is not governed stays as it is. */
    Topology over(Topology have) {
        var links = new TreeMap<String, Link>();
        have.links().values().stream()
                .filter(link -> !link.isMade())
                .forEach(link -> links.put(link.name(), released(link, have)));
        for (var network : networks) {
            bridge(links, network.bridge().text(), addresses(network), network.mtu(), have);
            network.ports().forEach(port -> plug(links, port, network, have));
        }
        for (var owned : bridges) {
            bridge(links, owned.bridge().text(), List.of(address(owned)), Mtu.USUAL, have);
        }
        section.wan().ifPresent(wan -> uplink(links, wan, have));
        section.tunnels().forEach(tunnel -> links.put(tunnel.name().text(), link(tunnel)));
        List.copyOf(links.values()).forEach(link -> carry(links, link));
        return new Topology(links, routes(have));
    }

    /** An interface that no network holds any longer goes down; but the board's LAN side gets its address back. */
    private Link released(Link link, Topology have) {
        boolean held = have.isPort(link);
        if (!held && !link.ours()) {
            return link;
        }
        boolean isHome = link.name().equals(home.lan().text());
        return new Link(
                link.name(),
                link.kind(),
                false,
                link.mac(),
                held ? Optional.empty() : link.master(),
                OptionalInt.of(Mtu.USUAL),
                held ? isHome : link.up(),
                Link.sorted(held && isHome ? List.of(home.address()) : List.of()));
    }

    private static void bridge(TreeMap<String, Link> links, String name, List<Cidr> addresses, int mtu, Topology have) {
        links.put(
                name,
                new Link(
                        name,
                        new Link.Kind.Bridge(),
                        true,
                        have.link(name).map(Link::mac).orElse(""),
                        Optional.empty(),
                        OptionalInt.of(mtu),
                        true,
                        Link.sorted(addresses)));
    }

    private static Link link(Tunnel tunnel) {
        return new Link(
                tunnel.name().text(),
                new Link.Kind.Wireguard(),
                true,
                "",
                Optional.empty(),
                OptionalInt.of(tunnel.mtu()),
                true,
                Link.sorted(List.of(tunnel.address())));
    }

    private static void plug(TreeMap<String, Link> links, Port port, Network network, Topology have) {
        var base = base(links, port, have);
        links.put(
                port.name(),
                base.as(base.isMade(), Optional.of(network.bridge().text()), network.mtu(), Link.sorted(List.of())));
    }

    private void uplink(TreeMap<String, Link> links, Wan wan, Topology have) {
        var port = wanPort(wan);
        var base = base(links, port, have);
        // the addresses of a family that is not written down are the DHCP client's, or whoever's they were
        var addresses = Stream.concat(
                        wan.addresses().stream(),
                        have.link(port.name()).stream()
                                .flatMap(link -> link.addresses().stream())
                                .filter(address ->
                                        wan.addresses().stream().noneMatch(fixed -> fixed.isV6() == address.isV6())))
                .toList();
        links.put(port.name(), base.as(true, Optional.empty(), wan.mtu(), Link.sorted(addresses)));
    }

    /** A VLAN is made on its interface, which is raised for it. */
    private static Link base(TreeMap<String, Link> links, Port port, Topology have) {
        if (port.vlan().isEmpty()) {
            return Optional.ofNullable(links.get(port.name())).orElseGet(() -> missing(port.name()));
        }
        links.computeIfPresent(port.parent().text(), (name, parent) -> parent.raised());
        return new Link(
                port.name(),
                new Link.Kind.Vlan(port.parent().text(), port.vlan().getAsInt()),
                true,
                have.link(port.name()).map(Link::mac).orElse(""),
                Optional.empty(),
                OptionalInt.empty(),
                true,
                Link.sorted(List.of()));
    }

    /** What a VLAN sends its interface must be able to carry. */
    private static void carry(TreeMap<String, Link> links, Link vlan) {
        if (vlan.kind() instanceof Link.Kind.Vlan(var parent, var _)
                && vlan.mtu().isPresent()) {
            links.computeIfPresent(
                    parent, (name, link) -> link.carrying(vlan.mtu().getAsInt()));
        }
    }

    private static Link missing(String name) {
        return new Link(
                name,
                new Link.Kind.Other(),
                false,
                "",
                Optional.empty(),
                OptionalInt.empty(),
                false,
                Link.sorted(List.of()));
    }

    private TreeSet<Route> routes(Topology have) {
        var all = new TreeSet<Route>();
        section.routes()
                .forEach(route -> networks.stream()
                        .filter(network -> addresses(network).stream()
                                .anyMatch(own -> own.prefix().contains(route.via())))
                        .map(network -> network.bridge().text())
                        .findFirst()
                        .or(() -> section.wan().map(wan -> wanPort(wan).name()))
                        .ifPresent(device ->
                                all.add(new Route(route.to(), Optional.of(route.via()), device, Route.OURS))));
        section.wan()
                .ifPresent(wan -> wan.gateways()
                        .forEach(gateway -> all.add(new Route(
                                everywhere(gateway),
                                Optional.of(gateway),
                                wanPort(wan).name(),
                                Route.OURS))));
        section.tunnels().forEach(tunnel -> all.addAll(routes(tunnel)));
        var taken = all.stream().map(Route::to).toList();
        have.routes().stream()
                .filter(route -> !route.isOurs() && !taken.contains(route.to()))
                .forEach(all::add);
        return all;
    }

    /** What peers have besides addresses in the tunnel's own subnet, to which the kernel knows the way. */
    private static List<Route> routes(Tunnel tunnel) {
        var own = tunnel.address().prefix();
        return tunnel.peers().stream()
                .flatMap(peer -> peer.allowed().stream())
                .filter(range -> !(own.contains(range.network()) && range.length() >= own.length()))
                .map(range -> new Route(range, Optional.empty(), tunnel.name().text(), Route.OURS))
                .toList();
    }

    private static Prefix everywhere(Address gateway) {
        return new Prefix(gateway.masked(0), 0);
    }
}
