package io.ripcord.wifi.nftables;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts one ruleset in the place of another, lets packets through, and ends what is no longer allowed. */
final class LoadRules implements Step {
    private static final String REMEDY = "Look at `nft list ruleset`; the next change loads the tables anew";

    private final Kernel kernel;
    private final Ruleset ruleset;
    private final List<UnitId> owners;
    private @Nullable Before before;

    LoadRules(Kernel kernel, Ruleset ruleset, List<UnitId> owners) {
        this.kernel = kernel;
        this.ruleset = ruleset;
        this.owners = owners;
    }

    /**
     * What undo brings back.
     *
     * @param state a script; empty when there was no table
     * @param plain the same without what the kernel learned
     */
    private record Before(String state, String plain, boolean forwarding) {}

    @Override
    public String what() {
        return "load the firewall";
    }

    /** {@code firewall:NAME} for each unit that has rules in it, {@code firewall:} for all. */
    @Override
    public Set<Name> provides() {
        var names =
                owners.stream().map(owner -> new Name("firewall", owner.name())).collect(Collectors.toSet());
        names.add(new Name("firewall", ""));
        return names;
    }

    @Override
    public void apply() throws Refusal, InterruptedException {
        try {
            var old = kernel.nft().listing();
            before = new Before(
                    kernel.nft().state(),
                    old.map(Listing::text).orElse(""),
                    kernel.nft().forwarding());
            kernel.load(ruleset, old);
            if (old.isPresent()) {
                kernel.conntrack().forget(ruleset.policy());
            }
        } catch (IOException e) {
            throw Nft.refusal(e, REMEDY);
        }
    }

    @Override
    public void undo() throws Refusal, InterruptedException {
        var old = before;
        if (old == null) {
            return;
        }
        try {
            kernel.nft().forward(old.forwarding());
            kernel.restore(old.state(), old.plain());
        } catch (IOException e) {
            throw Nft.refusal(e, REMEDY);
        }
    }
}
