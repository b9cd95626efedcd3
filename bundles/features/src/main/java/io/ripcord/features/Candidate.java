package io.ripcord.features;

import java.util.List;

/** A feature that is to be installed, with its bundles' files at hand. */
record Candidate(Installation installation, List<BundleFile> files) {

    Candidate {
        files = List.copyOf(files);
    }

    String name() {
        return installation.name();
    }
}
