package io.ripcord.features;

import io.ripcord.api.artifact.Artifact;

/**
 * A feature as it stands, or is to stand, under a name of the document.
 *
 * @param name its key in the section
 * @param envelope the signed metadata that it came with
 */
record Installation(String name, Artifact envelope, Feature feature) {

    /** Who holds its bundles: two versions of one feature are two holders. */
    String holder() {
        return name + "@" + envelope.sha256();
    }

    @Override
    public String toString() {
        return name + " " + feature.version();
    }
}
