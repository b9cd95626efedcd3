package io.ripcord.features;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.trust.Digest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A feature (OSGi Compendium 8.1, chapter 159) whose bundles are a closed list of files.
 *
 * @param bundles in the order in which they start
 */
record Feature(
        Coordinates id,
        String name,
        String description,
        List<Item> bundles,
        List<FeatureConfiguration> configurations) {

    /** One bundle: the file that it is, and when it starts (lower first). */
    record Item(Coordinates id, Artifact artifact, int startOrder) {}

    Feature {
        bundles = bundles.stream()
                .sorted(Comparator.comparingInt(Item::startOrder))
                .toList();
        configurations = List.copyOf(configurations);
    }

    String version() {
        return id.version();
    }

    Set<Digest> digests() {
        return bundles.stream().map(item -> item.artifact().sha256()).collect(Collectors.toUnmodifiableSet());
    }
}
