package io.ripcord.engine.layers;

import io.ripcord.api.host.Host;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.FleetDocument;
import io.ripcord.api.state.Snapshot;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.engine.disk.SlotFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** The two layers, on disk and in memory; safe for use by many threads. */
public final class Layers {
    private final SlotFile fleetFile;
    private final SlotFile localFile;
    private final DeviceIdentity identity;
    private Optional<HeldFleet> fleet;
    private HeldLocal local;

    public Layers(Host host, Path folder, DeviceIdentity identity) {
        this.fleetFile = new SlotFile(host, folder, "fleet");
        this.localFile = new SlotFile(host, folder, "local");
        this.identity = identity;
        this.fleet = fleetFile.read(HeldFleet::decode);
        this.local = localFile
                .read(content -> HeldLocal.decode(content, identity::seal))
                .orElse(HeldLocal.NONE);
    }

    public synchronized Optional<HeldFleet> fleet() {
        return fleet;
    }

    public synchronized HeldLocal local() {
        return local;
    }

    /** The fleet's document, which says what local may write. */
    public Optional<DesiredDocument> fleetDocument() {
        return fleet().map(HeldFleet::document).map(FleetDocument::document);
    }

    public synchronized void hold(HeldFleet accepted) throws IOException {
        fleetFile.write(accepted.encode());
        fleet = Optional.of(accepted);
    }

    public synchronized void hold(HeldLocal edited) throws IOException {
        localFile.write(edited.encode(identity::seal));
        local = edited;
    }

    public synchronized Snapshot snapshot(Predicate<String> perEntry) {
        var document = fleetDocument();
        var merge = Merge.of(document, local.domains(), perEntry);
        return new Snapshot(
                fleet.map(held -> held.document().generation()).orElse(0L),
                document.orElse(DesiredDocument.EMPTY),
                local.generation(),
                local.domains(),
                merge.effective(),
                merge.shadowed());
    }
}
