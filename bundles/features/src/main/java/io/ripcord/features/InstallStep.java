package io.ripcord.features;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import io.ripcord.api.trust.Digest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;

/** Installs and resolves a feature's new bundles beside the old ones, which still run. */
final class InstallStep implements Step {
    static final String BUNDLES = "feature-bundles";

    private final Workshop workshop;
    private final Blueprint blueprint;
    private final Candidate candidate;
    private final List<Digest> held = new ArrayList<>();

    InstallStep(Workshop workshop, Blueprint blueprint, Candidate candidate) {
        this.workshop = workshop;
        this.blueprint = blueprint;
        this.candidate = candidate;
    }

    @Override
    public String what() {
        return "install the bundles of feature " + candidate.installation();
    }

    @Override
    public Set<Name> provides() {
        return Set.of(new Name(BUNDLES, blueprint.name()));
    }

    @Override
    public Set<Name> needs() {
        return blueprint.leansOn().stream()
                .map(other -> new Name(BUNDLES, other))
                .collect(Collectors.toSet());
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(2);
    }

    @Override
    public void apply() throws Refusal {
        workshop.curtain().hide(blueprint.retiring());
        for (var file : candidate.files()) {
            if (workshop.pool().hold(file, candidate.installation().holder())) {
                held.add(file.digest());
            }
        }
        workshop.bundles()
                .resolveAhead(workshop.pool().bundles(candidate.installation().feature()));
    }

    @Override
    public void undo() {
        List<Bundle> gone = new ArrayList<>();
        for (var digest : held.reversed()) {
            workshop.pool().release(digest, candidate.installation().holder()).ifPresent(gone::add);
        }
        held.clear();
        workshop.curtain().show(blueprint.retiring());
        workshop.forget(gone);
    }
}
