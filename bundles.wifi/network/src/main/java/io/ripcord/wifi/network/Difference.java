package io.ripcord.wifi.network;

import io.ripcord.wifi.network.document.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lines for {@code ip -batch} that lead from one topology to another; none when they are the same. Interfaces that
 * only the former has, and that are not of the device's making, are left alone. It serves both ways: to what is wanted,
 * and back to what was.
 */
final class Difference {
    /** Marks what the device made or governs: an interface group of its own, which a new interface has from its first moment. */
    static final String MARK = "82";

    private final Topology have;
    private final Topology want;
    private final List<String> lines = new ArrayList<>();

    private Difference(Topology have, Topology want) {
        this.have = have;
        this.want = want;
    }

    static List<String> between(Topology have, Topology want) {
        var difference = new Difference(have, want);
        difference.takeAway();
        difference.make();
        difference.address();
        difference.mark();
        difference.join();
        difference.raise();
        difference.route();
        return difference.lines;
    }

    private void takeAway() {
        have.routes().stream()
                .filter(route -> !want.routes().contains(route))
                .forEach(route -> lines.add("route del " + route.words()));
        for (var link : have.links().values()) {
            var wanted = want.link(link.name());
            boolean stays =
                    wanted.filter(other -> other.master().equals(link.master())).isPresent();
            if (link.master().isPresent() && wanted.isPresent() && !stays) {
                lines.add("link set dev " + link.name() + " nomaster");
            }
        }
        gone().filter(link -> !link.isBridge()).forEach(this::delete);
        gone().filter(Link::isBridge).forEach(this::delete);
    }

    private Stream<Link> gone() {
        return have.links().values().stream()
                .filter(Link::isMade)
                .filter(link -> want.link(link.name()).isEmpty());
    }

    private void delete(Link link) {
        lines.add("link del dev " + link.name());
    }

    private void make() {
        fresh().filter(Link::isBridge)
                .forEach(link ->
                        lines.add("link add name " + link.name() + ethernet(link) + " group " + MARK + " type bridge"));
        fresh().forEach(link -> {
            if (link.kind() instanceof Link.Kind.Vlan(var parent, var id)) {
                lines.add(
                        "link add link " + parent + " name " + link.name() + " group " + MARK + " type vlan id " + id);
            }
            if (link.kind() instanceof Link.Kind.Wireguard) {
                lines.add("link add name " + link.name() + " group " + MARK + " type wireguard");
            }
        });
    }

    /** The bridge takes over its first port's address for good: neighbours need not learn a new one. */
    private String ethernet(Link bridge) {
        return have.links().values().stream()
                .filter(port -> want.link(port.name())
                        .flatMap(Link::master)
                        .filter(bridge.name()::equals)
                        .isPresent())
                .map(Link::mac)
                .filter(mac -> !mac.isEmpty())
                .findFirst()
                .map(mac -> " address " + mac)
                .orElse("");
    }

    private Stream<Link> fresh() {
        return want.links().values().stream()
                .filter(Link::isMade)
                .filter(link -> have.link(link.name()).isEmpty());
    }

    /** Old addresses go before new ones come: one may move from a port to its bridge. */
    private void address() {
        for (var link : want.links().values()) {
            had(link).stream()
                    .flatMap(old -> old.addresses().stream())
                    .filter(address -> !link.addresses().contains(address))
                    .forEach(address -> lines.add("addr del " + address + " dev " + link.name()));
        }
        for (var link : want.links().values()) {
            link.addresses().stream()
                    .filter(address -> had(link)
                            .filter(old -> old.addresses().contains(address))
                            .isEmpty())
                    .forEach(address -> lines.add(added(address, link)));
        }
    }

    /** Nobody else has an address of a subnet that the device chose, so there is nothing to be detected. */
    private static String added(Cidr address, Link link) {
        return address.isV6()
                ? "addr add " + address + " dev " + link.name() + " nodad"
                : "addr add " + address + " broadcast + dev " + link.name();
    }

    private void mark() {
        for (var link : want.links().values()) {
            if (had(link).filter(old -> old.ours() != link.ours()).isPresent()) {
                lines.add("link set dev " + link.name() + " group " + (link.ours() ? MARK : "default"));
            }
        }
    }

    private void join() {
        for (var link : want.links().values()) {
            var master = link.master();
            if (master.isPresent() && !had(link).flatMap(Link::master).equals(master)) {
                lines.add("link set dev " + link.name() + " master " + master.get());
            }
        }
    }

    /** A bridge can have no larger packets than its ports, so those come first. */
    private void raise() {
        Stream.concat(
                        want.links().values().stream().filter(link -> !link.isBridge()),
                        want.links().values().stream().filter(Link::isBridge))
                .forEach(link -> {
                    var old = had(link);
                    if (link.mtu().isPresent()
                            && old.filter(before -> before.mtu().equals(link.mtu()))
                                    .isEmpty()) {
                        lines.add("link set dev " + link.name() + " mtu "
                                + link.mtu().getAsInt());
                    }
                    if (old.map(Link::up).orElse(false) != link.up()) {
                        lines.add("link set dev " + link.name() + (link.up() ? " up" : " down"));
                    }
                });
    }

    private void route() {
        want.routes().stream()
                .filter(route -> !have.routes().contains(route))
                .forEach(route -> lines.add("route add " + route.words()));
    }

    private Optional<Link> had(Link link) {
        return have.link(link.name());
    }
}
