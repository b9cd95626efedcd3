package io.ripcord.wifi.network;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import io.ripcord.wifi.network.document.Tunnel;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes bridges, VLANs, tunnels, addresses and routes as they should be, or brings back what was, in one batch; then gives the
 * tunnels their keys.
 */
final class ArrangeLinks implements Step {
    private static final String REMEDY =
            "Look at `ip address` and `ip route`, and whether the kernel has what is asked for";
    private static final int TRIES = 3;

    private final IpTool ip;
    private final Wireguard wireguard;
    private final Arrangement arrangement;
    private final List<Tunnel> tunnels;
    private final Map<String, byte[]> keys = new TreeMap<>();
    private @Nullable Topology before;

    /** @param tunnels those whose keys or peers are not as wanted */
    ArrangeLinks(IpTool ip, Wireguard wireguard, Arrangement arrangement, List<Tunnel> tunnels) {
        this.ip = ip;
        this.wireguard = wireguard;
        this.arrangement = arrangement;
        this.tunnels = List.copyOf(tunnels);
    }

    @Override
    public String what() {
        return "arrange bridges, addresses and routes";
    }

    /** {@code bridge:NAME} for each bridge. */
    @Override
    public Set<Name> provides() {
        var names = new HashSet<Name>();
        arrangement
                .networks()
                .forEach(
                        network -> names.add(new Name("bridge", network.bridge().text())));
        arrangement
                .bridges()
                .forEach(owned -> names.add(new Name("bridge", owned.bridge().text())));
        return names;
    }

    /** No interface comes up before the rules for it stand. */
    @Override
    public Set<Name> needs() {
        return Set.of(new Name("firewall", ""));
    }

    @Override
    public void apply() throws Refusal, InterruptedException {
        try {
            var have = ip.topology();
            for (var name : have.tunnels()) {
                keys.put(name, wireguard.remember(name));
            }
            before = have;
            converge(null);
            for (var tunnel : tunnels) {
                wireguard.load(tunnel);
            }
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    @Override
    public void undo() throws Refusal, InterruptedException {
        var old = before;
        if (old == null) {
            return;
        }
        try {
            converge(old);
            for (var tunnel : keys.entrySet()) {
                wireguard.restore(tunnel.getKey(), tunnel.getValue());
            }
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    /** The kernel takes some things away with others (a route with its address), so a second look may find more to do. */
    private void converge(@Nullable Topology fixed) throws IOException, InterruptedException {
        List<String> lines = List.of();
        for (int i = 0; i < TRIES; i++) {
            var have = ip.topology();
            lines = Difference.between(have, fixed == null ? arrangement.over(have) : fixed.among(have));
            if (lines.isEmpty()) {
                return;
            }
            ip.run(lines);
        }
        throw new IOException("The kernel does not keep what it is told: again and again it needs " + lines);
    }

    private static Refusal refusal(IOException e) {
        return new Refusal(String.valueOf(e.getMessage()), REMEDY, e);
    }
}
