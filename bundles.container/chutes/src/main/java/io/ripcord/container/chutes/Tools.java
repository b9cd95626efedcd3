package io.ripcord.container.chutes;

import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.container.api.ContainerRuntime;
import java.util.function.LongSupplier;

/** What the units of chutes work with. */
record Tools(ContainerRuntime runtime, ArtifactStore artifacts, Folders folders, PortProbe probe, LongSupplier nanos) {}
