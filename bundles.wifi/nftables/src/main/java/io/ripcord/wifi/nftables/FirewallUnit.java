package io.ripcord.wifi.nftables;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import java.io.IOException;
import java.util.List;

/** The firewall as a whole, from the table that stands to another. */
final class FirewallUnit implements Unit {
    private final Nft nft;
    private final Table table;
    private final List<UnitId> owners;

    /** @param owners the units that derived rules of the table */
    FirewallUnit(Nft nft, Table table, List<UnitId> owners) {
        this.nft = nft;
        this.table = table;
        this.owners = List.copyOf(owners);
    }

    @Override
    public UnitId id() {
        return UnitId.whole(FirewallController.DOMAIN);
    }

    @Override
    public void prepare(Fetcher fetcher) throws Refusal, InterruptedException {
        try {
            nft.check(table.script());
        } catch (IOException e) {
            throw Nft.refusal(e, "Install nftables, or look whether the kernel has nf_tables and NAT");
        }
    }

    @Override
    public List<Step> steps() {
        return List.of(new LoadTable(nft, table, owners));
    }
}
