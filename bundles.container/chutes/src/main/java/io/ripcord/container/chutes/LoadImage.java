package io.ripcord.container.chutes;

import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.domain.Name;
import io.ripcord.api.trust.Digest;
import io.ripcord.container.api.ContainerRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Gives the engine the chute's image unless it has it. */
final class LoadImage extends EngineStep {
    private final ContainerRuntime runtime;
    private final ArtifactStore artifacts;
    private final String chute;
    private final Digest image;
    private final boolean shared;
    private boolean loaded;

    /** @param shared true if another chute wants the same image: undo leaves it then */
    LoadImage(ContainerRuntime runtime, ArtifactStore artifacts, String chute, Digest image, boolean shared) {
        this.runtime = runtime;
        this.artifacts = artifacts;
        this.chute = chute;
        this.image = image;
        this.shared = shared;
    }

    static Name name(Digest image) {
        return new Name("image", image.hex());
    }

    @Override
    public String what() {
        return "load image " + image.brief() + " of " + chute;
    }

    @Override
    public Set<Name> provides() {
        return Set.of(name(image));
    }

    @Override
    public Set<Name> needs() {
        return Set.of(MakeFolder.name(chute));
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(10);
    }

    @Override
    void act() throws IOException, InterruptedException {
        if (runtime.images().contains(image)) {
            return;
        }
        var archive = artifacts
                .find(image)
                .orElseThrow(() -> new IOException("Could not load image " + image.brief() + " of " + chute
                        + ": its archive is no longer among the artifacts"));
        loaded = true;
        runtime.load(image, archive);
    }

    @Override
    void revert() throws IOException, InterruptedException {
        if (loaded && !shared) {
            runtime.removeImage(image);
        }
    }
}
