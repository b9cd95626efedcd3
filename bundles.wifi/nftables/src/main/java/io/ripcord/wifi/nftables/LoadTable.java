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

/** Puts one table in the place of another, then lets packets through. */
final class LoadTable implements Step {
    private static final String REMEDY = "Look at `nft list ruleset`; the next change loads the table anew";

    private final Nft nft;
    private final Table table;
    private final List<UnitId> owners;
    private @Nullable Before before;

    LoadTable(Nft nft, Table table, List<UnitId> owners) {
        this.nft = nft;
        this.table = table;
        this.owners = owners;
    }

    /** What undo brings back; the script is empty when there was no table. */
    private record Before(String script, boolean forwarding) {}

    @Override
    public String what() {
        return "load the firewall table";
    }

    /** {@code firewall:NAME} for each unit that has rules in it. */
    @Override
    public Set<Name> provides() {
        return owners.stream().map(owner -> new Name("firewall", owner.name())).collect(Collectors.toSet());
    }

    @Override
    public void apply() throws Refusal, InterruptedException {
        try {
            before = new Before(nft.script().orElse(""), nft.forwarding());
            nft.apply(table.script());
            nft.forward(true);
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
            nft.forward(old.forwarding());
            nft.apply("table " + Table.NAME + "\ndelete table " + Table.NAME + "\n" + old.script());
        } catch (IOException e) {
            throw Nft.refusal(e, REMEDY);
        }
    }
}
