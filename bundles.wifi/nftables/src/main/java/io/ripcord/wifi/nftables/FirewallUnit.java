package io.ripcord.wifi.nftables;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import java.io.IOException;
import java.util.List;

/** The firewall's part of the network plane, from the rules that stand to others. */
final class FirewallUnit implements Unit {
    private final Kernel kernel;
    private final Ruleset ruleset;
    private final List<UnitId> owners;
    private final boolean risky;

    /**
     * @param owners the units that derived rules
     * @param risky whether somebody who governs the device could be cut off
     */
    FirewallUnit(Kernel kernel, Ruleset ruleset, List<UnitId> owners, boolean risky) {
        this.kernel = kernel;
        this.ruleset = ruleset;
        this.owners = List.copyOf(owners);
        this.risky = risky;
    }

    @Override
    public UnitId id() {
        return UnitId.whole(FirewallController.DOMAIN);
    }

    @Override
    public void prepare(Fetcher fetcher) throws Refusal, InterruptedException {
        try {
            kernel.check(ruleset);
        } catch (IOException e) {
            throw Nft.refusal(e, "Install nftables, or look whether the kernel has nf_tables and NAT");
        }
    }

    @Override
    public List<Step> steps() {
        return List.of(new LoadRules(kernel, ruleset, owners));
    }

    @Override
    public boolean risky() {
        return risky;
    }

    @Override
    public void commit() {
        kernel.compile(ruleset);
    }
}
