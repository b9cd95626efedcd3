package io.ripcord.container.chutes;

import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.trust.Secrets;
import io.ripcord.container.api.ContainerRuntime;
import java.util.function.LongSupplier;

/** What the units of chutes work with. */
record Tools(
        ContainerRuntime runtime,
        ArtifactStore artifacts,
        Secrets secrets,
        Folders folders,
        PortProbe probe,
        LongSupplier nanos) {}
