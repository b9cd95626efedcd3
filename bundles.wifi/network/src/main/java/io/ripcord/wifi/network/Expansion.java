package io.ripcord.wifi.network;

import io.ripcord.api.domain.Derived;
import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.BridgePort;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.JoinedNetwork;
import io.ripcord.wifi.api.OpenPort;
import io.ripcord.wifi.api.Protocol;
import io.ripcord.wifi.api.Rule;
import io.ripcord.wifi.api.ServedNetwork;
import io.ripcord.wifi.api.Subnet;
import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.api.ZoneMember;
import io.ripcord.wifi.network.document.Cidr;
import io.ripcord.wifi.network.document.Network;
import io.ripcord.wifi.network.document.Tunnel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the firewall, those who serve in the networks and the radios must know of them. */
final class Expansion {
    /** Who serves in a network: addresses and names the one, the time the other. */
    private static final List<String> SERVICES = List.of("dhcp", "system");

    private final Arrangement arrangement;
    private final List<Derived> all = new ArrayList<>();

    Expansion(Arrangement arrangement) {
        this.arrangement = arrangement;
    }

    List<Derived> derived() {
        arrangement.networks().forEach(this::network);
        arrangement.section().tunnels().forEach(this::tunnel);
        arrangement.section().wan().ifPresent(wan -> {
            var iface = new InterfaceName(arrangement.wanPort(wan).name());
            var address = wan.addresses().stream()
                    .filter(fixed -> !fixed.isV6())
                    .map(fixed -> (Ipv4) fixed.address())
                    .findFirst();
            zone(new ZoneMember(Zone.WAN, iface, List.of(), address, false));
        });
        return all;
    }

    /** Who calls is let in to the tunnel, wherever it calls from; what comes out of it is of the tunnel's zone. */
    private void tunnel(Tunnel tunnel) {
        var own = tunnel.address();
        var ranges = Stream.concat(
                        Stream.of(own.prefix()), tunnel.peers().stream().flatMap(peer -> peer.allowed().stream()))
                .distinct()
                .toList();
        var address = own.address() instanceof Ipv4 four ? Optional.of(four) : Optional.<Ipv4>empty();
        zone(new ZoneMember(tunnel.zone(), tunnel.name(), ranges, address, false));
        tunnel.port()
                .ifPresent(port -> add(
                        "firewall",
                        "open:" + port + "/udp",
                        ((Rule) new OpenPort(Zone.WAN, Protocol.UDP, port)).json()));
    }

    private void network(Network network) {
        var subnets = arrangement.addresses(network).stream().map(Cidr::prefix).toList();
        var own = network.ipv4().map(cidr -> (Ipv4) cidr.address());
        zone(new ZoneMember(network.zone(), network.bridge(), subnets, own, network.isolated()));
        if (network.isolated()) {
            network.ports().forEach(port -> {
                var iface = new InterfaceName(port.name());
                add("firewall", "port:" + port.name(), new BridgePort(network.bridge(), iface).json());
            });
        }
        own.ifPresent(address -> served(network, address));
        add(
                "wifi",
                "network:" + network.name(),
                new JoinedNetwork(network.bridge(), vlans(), network.isolated()).json());
    }

    /** The network of each VLAN; of one in which several networks have a port nobody could tell which is meant. */
    private SortedMap<Integer, InterfaceName> vlans() {
        var all = new TreeMap<Integer, InterfaceName>();
        var unclear = new TreeSet<Integer>();
        for (var network : arrangement.networks()) {
            network.ports().stream().flatMapToInt(port -> port.vlan().stream()).forEach(vlan -> {
                var other = all.put(vlan, network.bridge());
                if (other != null && !other.equals(network.bridge())) {
                    unclear.add(vlan);
                }
            });
        }
        all.keySet().removeAll(unclear);
        return all;
    }

    private void served(Network network, Ipv4 address) {
        int length = network.ipv4().orElseThrow().length();
        var six = Optional.ofNullable(arrangement.ula().get(network.name())).map(subnet -> subnet.plus(1));
        var subnet = new Subnet(address.masked(length), length);
        var served =
                new ServedNetwork(network.bridge(), network.zone(), subnet, address, six, network.delegated()).json();
        for (var domain : SERVICES) {
            add(domain, "network:" + network.name(), served);
        }
    }

    private void zone(ZoneMember member) {
        add("firewall", "zone:" + member.iface(), ((Rule) member).json());
    }

    private void add(String domain, String key, JsonObject entry) {
        all.add(new Derived(NetworkController.unit(), domain, key, entry));
    }
}
