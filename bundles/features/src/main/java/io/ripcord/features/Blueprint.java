package io.ripcord.features;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;

/**
 * What prepare found out about one feature's change.
 *
 * @param old the version that stands, empty before the first
 * @param wanted the version that is to stand, empty when the feature is to go
 * @param retiring bundles of the old version that no feature has after the change, in the order of their start
 * @param hosts bundles that stay and must be refreshed because a fragment comes to them
 * @param leansOn other features of the same change whose new bundles this one is wired to
 */
record Blueprint(
        String name,
        Optional<Installation> old,
        Optional<Candidate> wanted,
        List<Bundle> retiring,
        List<Bundle> hosts,
        Set<String> leansOn) {

    Blueprint {
        retiring = List.copyOf(retiring);
        hosts = List.copyOf(hosts);
        leansOn = Set.copyOf(leansOn);
    }

    Optional<Feature> oldFeature() {
        return old.map(Installation::feature);
    }

    Optional<Feature> newFeature() {
        return wanted.map(candidate -> candidate.installation().feature());
    }
}
