package io.ripcord.wifi.nftables;

import io.ripcord.wifi.api.Address;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Masquerade;
import io.ripcord.wifi.api.Prefix;
import io.ripcord.wifi.api.Rule;
import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.api.ZoneMember;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which interfaces are of which zone. A bridge that is only let out to the Internet is a chute's. */
record Zones(List<ZoneMember> members) {

    Zones {
        members = members.stream()
                .sorted(Comparator.comparing(member -> member.iface().text()))
                .toList();
    }

    /**
     * @param board the board's own sides: the one with an address unless a member has that, the other unless its zone has a
     *     member
     */
    static Zones of(List<Rule> rules, List<ZoneMember> board) {
        List<ZoneMember> members = new ArrayList<>();
        rules.stream()
                .filter(ZoneMember.class::isInstance)
                .map(ZoneMember.class::cast)
                .forEach(members::add);
        for (var side : board) {
            if (members.stream()
                    .noneMatch(member -> side.address().isPresent()
                            ? member.address().equals(side.address())
                            : member.zone().equals(side.zone()))) {
                members.add(side);
            }
        }
        rules.stream()
                .filter(Masquerade.class::isInstance)
                .map(Masquerade.class::cast)
                .filter(let ->
                        members.stream().noneMatch(member -> member.iface().equals(let.bridge())))
                .forEach(let -> members.add(new ZoneMember(
                        Zone.CHUTE,
                        let.bridge(),
                        List.of(Prefix.of(let.subnet())),
                        Optional.of(let.subnet().gateway()),
                        true)));
        return new Zones(members);
    }

    SortedSet<Zone> all() {
        return members.stream().map(ZoneMember::zone).collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    List<ZoneMember> of(Zone zone) {
        return members.stream().filter(member -> member.zone().equals(zone)).toList();
    }

    List<InterfaceName> interfaces(Zone zone) {
        return of(zone).stream().map(ZoneMember::iface).toList();
    }

    List<InterfaceName> interfacesBut(Zone zone) {
        return members.stream()
                .filter(member -> !member.zone().equals(zone))
                .map(ZoneMember::iface)
                .toList();
    }

    /** The device's own fixed addresses in a zone. */
    List<Ipv4> addresses(Zone zone) {
        return of(zone).stream().flatMap(member -> member.address().stream()).toList();
    }

    /** Behind which member the address is; what is behind none is towards the Internet. */
    Optional<ZoneMember> behind(Address address) {
        return members.stream()
                .filter(member -> member.subnets().stream().anyMatch(subnet -> subnet.contains(address)))
                .findFirst();
    }
}
