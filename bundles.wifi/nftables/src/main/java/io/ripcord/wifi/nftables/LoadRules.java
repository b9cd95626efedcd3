package io.ripcord.wifi.nftables;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts one ruleset in the place of another, lets packets through, and ends what is no longer allowed. */
final class LoadRules implements Step {
    private static final String REMEDY = "Look at `nft list ruleset`; the next change loads the tables anew";

    private final Kernel kernel;
    private final Ruleset ruleset;
    private final List<UnitId> owners;
    private Optional<Listing> before = Optional.empty();
    private boolean begun;
    private boolean opened;

    LoadRules(Kernel kernel, Ruleset ruleset, List<UnitId> owners) {
        this.kernel = kernel;
        this.ruleset = ruleset;
        this.owners = owners;
    }

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
            before = kernel.look();
            begun = true;
            kernel.load(ruleset, before);
            opened = !kernel.nft().forwarding();
            if (opened) {
                kernel.nft().forward(true);
            }
            kernel.see(ruleset.mark());
            if (before.isPresent()) {
                kernel.conntrack().forget(ruleset.policy());
            }
        } catch (IOException e) {
            throw Nft.refusal(e, REMEDY);
        }
    }

    @Override
    public void undo() throws Refusal, InterruptedException {
        if (!begun) {
            return;
        }
        try {
            if (opened) {
                kernel.nft().forward(false);
            }
            kernel.restore(before);
        } catch (IOException e) {
            throw Nft.refusal(e, REMEDY);
        }
    }
}
