package io.ripcord.wifi.network;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of the network plane that brings the board onto its networks. */
final class NetworkUnit implements Unit {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkUnit.class);

    /** What a kernel may lack, by the words of its tool. */
    private static final Map<String, String> KINDS = Map.of("vlan", "802.1Q VLANs", "wireguard", "WireGuard");

    private final IpTool ip;
    private final Wireguard wireguard;
    private final LeaseClient client;
    private final Arrangement arrangement;
    private final List<Step> steps;
    private final boolean risky;

    /** @param risky whether somebody who governs the device could be cut off */
    NetworkUnit(
            IpTool ip,
            Wireguard wireguard,
            LeaseClient client,
            Arrangement arrangement,
            List<Step> steps,
            boolean risky) {
        this.ip = ip;
        this.wireguard = wireguard;
        this.client = client;
        this.arrangement = arrangement;
        this.steps = List.copyOf(steps);
        this.risky = risky;
    }

    @Override
    public UnitId id() {
        return UnitId.whole(NetworkController.DOMAIN);
    }

    @Override
    public void prepare(Fetcher fetcher) throws Refusal, InterruptedException {
        try {
            var have = ip.topology();
            var missing = arrangement
                    .ports()
                    .map(port -> port.parent().text())
                    .filter(name -> have.link(name).isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!missing.isEmpty()) {
                throw new Refusal(
                        "The board has no interface " + String.join(", ", missing), "Plug in one of " + plugs(have));
            }
            foreign(have);
            unsupported(have);
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), "Install iproute2", e);
        }
        for (var tunnel : arrangement.section().tunnels()) {
            wireguard.check(tunnel);
        }
    }

    /** What the kernel cannot make is known before anything is touched. */
    private void unsupported(Topology have) throws Refusal, IOException, InterruptedException {
        var kinds = arrangement.over(have).links().values().stream()
                .filter(link -> have.link(link.name()).isEmpty())
                .map(link -> switch (link.kind()) {
                    case Link.Kind.Vlan _ -> "vlan";
                    case Link.Kind.Wireguard() -> "wireguard";
                    case Link.Kind.Bridge(), Link.Kind.Other() -> "";
                })
                .filter(kind -> !kind.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        for (var kind : kinds) {
            if (!ip.knows(kind)) {
                throw new Refusal(
                        "The kernel of this board has no " + KINDS.get(kind)
                                + ": it cannot make interfaces of the kind " + kind,
                        "Leave out what needs them, or start a kernel that has them");
            }
        }
    }

    /**
     * A bridge of somebody else (an administrator) is not taken over; but one that the container engine made anew when the
     * board started is: that has the address it should have, and no other.
     */
    private void foreign(Topology have) throws Refusal {
        var names = arrangement.over(have).links().values().stream()
                .filter(Link::isMade)
                .map(Link::name)
                .collect(Collectors.toSet());
        for (var name : names) {
            var there = have.link(name).filter(link -> !link.ours());
            if (there.isPresent() && !arrangement.asksFor(there.get())) {
                throw new Refusal(
                        "The interface " + name + " is there already, and not of the device's making",
                        "Delete it by hand, or choose another name");
            }
        }
    }

    private static Set<String> plugs(Topology have) {
        return have.links().values().stream()
                .filter(link -> link.kind() instanceof Link.Kind.Other)
                .map(Link::name)
                .filter(name -> !name.equals("lo"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public List<Step> steps() {
        return steps;
    }

    @Override
    public boolean risky() {
        return risky;
    }

    @Override
    public void commit() {
        try {
            client.tidy();
        } catch (IOException e) {
            LOG.warn("old settings of the DHCP client stay until the next change: {}", e.getMessage());
        }
    }
}
