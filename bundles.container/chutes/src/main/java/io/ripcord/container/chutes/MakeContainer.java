package io.ripcord.container.chutes;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Name;
import io.ripcord.api.trust.Secrets;
import io.ripcord.container.api.ContainerRuntime;
import io.ripcord.container.api.ContainerSpec;
import java.io.IOException;
import java.util.Set;

/** Makes the chute's container without starting it. */
final class MakeContainer extends EngineStep {
    private final ContainerRuntime runtime;
    private final Secrets secrets;
    private final ContainerSpec spec;
    private boolean tried;

    MakeContainer(ContainerRuntime runtime, Secrets secrets, ContainerSpec spec) {
        this.runtime = runtime;
        this.secrets = secrets;
        this.spec = spec;
    }

    static Name name(String chute) {
        return new Name("container", chute);
    }

    @Override
    public String what() {
        return "make container " + spec.name();
    }

    @Override
    public Set<Name> provides() {
        return Set.of(name(spec.chute().name()));
    }

    @Override
    public Set<Name> needs() {
        return Set.of(
                MakeFolder.name(spec.chute().name()),
                LoadImage.name(spec.chute().image().sha256()),
                MakeNetwork.name(spec.network()));
    }

    @Override
    void act() throws Refusal, IOException, InterruptedException {
        try (var values = Values.of(secrets, spec.chute())) {
            tried = true;
            runtime.create(spec, values.all());
        }
    }

    /** By name: an engine that answered too late may have made it. */
    @Override
    void revert() throws IOException, InterruptedException {
        if (tried) {
            runtime.remove(spec.name());
        }
    }
}
