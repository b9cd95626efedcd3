package io.ripcord.features;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.trust.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all features would be after a change: each unit of the change looks at the others through it. */
final class Outlook {
    private final Map<String, Artifact> wanted;
    private final Map<String, Installation> installed;
    private final Set<String> differing;
    private final Intake intake;
    private final Map<String, Candidate> loaded = new HashMap<>();

    /** @param differing the names of the features that the change touches, removals included */
    Outlook(Map<String, Artifact> wanted, Map<String, Installation> installed, Set<String> differing, Intake intake) {
        this.wanted = Map.copyOf(wanted);
        this.installed = Map.copyOf(installed);
        this.differing = Set.copyOf(differing);
        this.intake = intake;
    }

    Optional<Installation> installed(String name) {
        return Optional.ofNullable(installed.get(name));
    }

    /** The feature as it is to be, empty if it is to go. */
    Optional<Candidate> candidate(String name, Fetcher fetcher) throws Refusal, InterruptedException {
        var artifact = wanted.get(name);
        if (artifact == null) {
            return Optional.empty();
        }
        var candidate = loaded.get(name);
        if (candidate == null) {
            candidate = intake.load(name, artifact, fetcher);
            loaded.put(name, candidate);
        }
        return Optional.of(candidate);
    }

    /** The other features that the same change brings; one that cannot be had counts as it is now. */
    List<Candidate> others(String name, Fetcher fetcher) throws InterruptedException {
        List<Candidate> others = new ArrayList<>();
        for (var other : differing) {
            if (!other.equals(name)) {
                try {
                    candidate(other, fetcher).ifPresent(others::add);
                } catch (Refusal _) {
                    // its own prepare says so
                }
            }
        }
        return others;
    }

    /** The files that any feature has after the change. */
    Set<Digest> staying() {
        Set<Digest> digests = new HashSet<>();
        for (var name : wanted.keySet()) {
            var candidate = loaded.get(name);
            if (candidate != null && differing.contains(name)) {
                digests.addAll(candidate.installation().feature().digests());
            } else if (installed.containsKey(name)) {
                digests.addAll(installed.get(name).feature().digests());
            }
        }
        return digests;
    }
}
