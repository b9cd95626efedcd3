package io.ripcord.wifi.nftables;

import io.ripcord.wifi.api.Address;
import io.ripcord.wifi.api.Mac;
import io.ripcord.wifi.api.Masquerade;
import io.ripcord.wifi.api.OpenPort;
import io.ripcord.wifi.api.PortForward;
import io.ripcord.wifi.api.Prefix;
import io.ripcord.wifi.api.Rule;
import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.api.ZoneMember;
import io.ripcord.wifi.nftables.document.Filter;
import io.ripcord.wifi.nftables.document.FirewallSection;
import io.ripcord.wifi.nftables.document.Forward;
import io.ripcord.wifi.nftables.document.PortRange;
import io.ripcord.wifi.nftables.document.Transport;
import io.ripcord.wifi.nftables.document.Verdict;
import io.ripcord.wifi.nftables.document.ZoneSettings;
import java.util.List;
import java.util.Optional;

/**
 * What the firewall allows, as one thing: what the tables are made from, and what connections that are there already are
 * judged by.
 *
 * @param rules what other domains ask for
 */
record Policy(FirewallSection section, Zones zones, List<Rule> rules) {

    Policy {
        rules = List.copyOf(rules);
    }

    ZoneSettings settings(Zone zone) {
        return section.zone(zone);
    }

    /** Ports of chutes on the LAN address. */
    List<PortForward> published() {
        return of(PortForward.class);
    }

    /** Ports of the device itself that the zone reaches besides. */
    List<OpenPort> opened(Zone zone) {
        return of(OpenPort.class).stream()
                .filter(open -> open.zone().equals(zone))
                .toList();
    }

    /** Subnets of the zone that are let out to the Internet by themselves. */
    List<Masquerade> lets(Zone zone) {
        var names = zones.interfaces(zone);
        return of(Masquerade.class).stream()
                .filter(let -> names.contains(let.bridge()))
                .toList();
    }

    /** Forwards that are used from the zone: from outside, or by the outside address from where the target is. */
    List<Forward> forwards(Zone zone) {
        return section.forwards().stream()
                .filter(forward -> forward.from().equals(zone) || (forward.hairpin() && isBehind(forward, zone)))
                .toList();
    }

    private boolean isBehind(Forward forward, Zone zone) {
        return zones.behind(forward.to())
                .map(ZoneMember::zone)
                .filter(zone::equals)
                .isPresent();
    }

    /**
     * Whether a connection that passes through, or ends at, the device would be allowed if it began now. What cannot be
     * told (how fast it is, who of the Internet it is) counts as allowed.
     *
     * @param sender the Ethernet address of the sender, when it is known
     */
    boolean permits(Connection connection, Optional<Mac> sender) {
        var from = zone(connection.source());
        boolean toDevice = zones.members().stream()
                .anyMatch(member ->
                        member.address().filter(connection.target()::equals).isPresent());
        if (isOwn(connection)) {
            return true;
        }
        var to = zone(connection.target());
        for (var filter : section.filters()) {
            if (filter.perSecond().isEmpty() && fits(filter, connection, from, to, toDevice, sender)) {
                return filter.verdict() == Verdict.ACCEPT;
            }
        }
        return toDevice || passes(connection, from, to);
    }

    private boolean passes(Connection connection, Zone from, Zone to) {
        if (from.equals(to)) {
            return !settings(from).isolated() || translated(connection, from);
        }
        return settings(from).forward().getOrDefault(to, Verdict.DROP) == Verdict.ACCEPT
                || translated(connection, from)
                || (to.equals(Zone.WAN)
                        && lets(from).stream()
                                .anyMatch(let -> Prefix.of(let.subnet()).contains(connection.source())));
    }

    private boolean translated(Connection connection, Zone from) {
        boolean published = from.equals(Zone.LAN)
                && published().stream()
                        .anyMatch(port -> port.to().equals(connection.target())
                                && port.port() == connection.targetPort()
                                && connection.isOf(
                                        Transport.valueOf(port.protocol().name())));
        return published
                || forwards(from).stream()
                        .anyMatch(forward -> forward.to().equals(connection.target())
                                && forward.targets().contains(connection.targetPort())
                                && connection.isOf(forward.protocol())
                                && anyContains(forward.sources(), connection.source()));
    }

    /** The device's own: it is not asked what it sends, and its side of the Internet has an address that may change. */
    private boolean isOwn(Connection connection) {
        return zones.members().stream()
                        .anyMatch(member -> member.address()
                                .filter(connection.source()::equals)
                                .isPresent())
                || (zone(connection.source()).equals(Zone.WAN)
                        && zone(connection.target()).equals(Zone.WAN));
    }

    private boolean fits(
            Filter filter, Connection connection, Zone from, Zone to, boolean toDevice, Optional<Mac> sender) {
        boolean place = switch (filter.to()) {
            case Filter.To.Device() -> toDevice;
            case Filter.To.Through(var zone) ->
                !toDevice && zone.map(to::equals).orElse(true);
        };
        return place
                && filter.from().map(from::equals).orElse(true)
                && connection.isOf(filter.protocol())
                && (filter.ports().isEmpty() || filter.ports().stream().anyMatch(range -> contains(range, connection)))
                && anyContains(filter.sources(), connection.source())
                && anyContains(filter.destinations(), connection.target())
                && (filter.macs().isEmpty()
                        || sender.filter(filter.macs()::contains).isPresent());
    }

    private static boolean contains(PortRange range, Connection connection) {
        return range.contains(connection.targetPort());
    }

    private static boolean anyContains(List<Prefix> prefixes, Address address) {
        return prefixes.isEmpty() || prefixes.stream().anyMatch(prefix -> prefix.contains(address));
    }

    private Zone zone(Address address) {
        return zones.behind(address).map(ZoneMember::zone).orElse(Zone.WAN);
    }

    private <R extends Rule> List<R> of(Class<R> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
