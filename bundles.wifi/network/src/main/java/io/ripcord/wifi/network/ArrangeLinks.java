package io.ripcord.wifi.network;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes bridges, VLANs, addresses and routes as they should be, or brings back what was, in one batch. */
final class ArrangeLinks implements Step {
    private static final String REMEDY =
            "Look at `ip address` and `ip route`, and whether the kernel has what is asked for";
    private static final int TRIES = 3;

    private final IpTool ip;
    private final Arrangement arrangement;
    private @Nullable Topology before;

    ArrangeLinks(IpTool ip, Arrangement arrangement) {
        this.ip = ip;
        this.arrangement = arrangement;
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
            before = ip.topology();
            converge(null);
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
