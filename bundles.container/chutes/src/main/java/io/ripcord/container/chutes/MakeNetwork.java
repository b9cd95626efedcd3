package io.ripcord.container.chutes;

import io.ripcord.api.domain.Name;
import io.ripcord.container.api.ChuteNetwork;
import io.ripcord.container.api.ContainerRuntime;
import java.io.IOException;
import java.util.Set;

/** Makes the chute's own network, over the bridge that the domain {@code network} made for it, unless it is there. */
final class MakeNetwork extends EngineStep {
    private final ContainerRuntime runtime;
    private final ChuteNetwork network;
    private boolean made;

    MakeNetwork(ContainerRuntime runtime, ChuteNetwork network) {
        this.runtime = runtime;
        this.network = network;
    }

    static Name name(ChuteNetwork network) {
        return new Name("chute-network", network.name());
    }

    @Override
    public String what() {
        return "make network " + network.subnet() + " of " + network.chute();
    }

    @Override
    public Set<Name> provides() {
        return Set.of(name(network));
    }

    @Override
    public Set<Name> needs() {
        return Set.of(MakeFolder.name(network.chute()), new Name("bridge", network.bridge()));
    }

    @Override
    void act() throws IOException, InterruptedException {
        made = !runtime.networks().contains(network);
        if (made) {
            runtime.createNetwork(network);
        }
    }

    @Override
    void revert() throws IOException, InterruptedException {
        if (made) {
            runtime.removeNetwork(network.name());
        }
    }
}
