package io.ripcord.engine;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.trust.Digest;
import io.ripcord.engine.plan.Domains;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the artifacts that no document needs any more. */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    /** An upload comes before the edit that names it. */
    private static final Duration FRESH = Duration.ofHours(1);

    private final ArtifactStore store;
    private final Domains domains;
    private final Clock clock;

    Retention(ArtifactStore store, Domains domains, Clock clock) {
        this.store = store;
        this.domains = domains;
        this.clock = clock;
    }

    /**
     * Keeps what these documents name; does nothing while the owner of a needed domain is not there to ask.
     *
     * @param needed what the device is and is to be
     * @param past what it may be rolled back to
     */
    void keep(Collection<DesiredDocument> needed, Collection<DesiredDocument> past) {
        try {
            Set<Digest> named = fresh();
            if (name(needed, named)) {
                name(past, named);
                store.retain(named);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("artifacts that nobody needs could not be removed", e);
        }
    }

    /** False if somebody could not be asked. */
    private boolean name(Collection<DesiredDocument> documents, Set<Digest> named) {
        boolean all = true;
        for (var document : documents) {
            for (var section : document.domains().entrySet()) {
                var domain = domains.find(section.getKey());
                all &= domain.isPresent();
                domain.ifPresent(owner -> owner.artifacts(section.getValue()).stream()
                        .map(Artifact::sha256)
                        .forEach(named::add));
            }
        }
        return all;
    }

    private Set<Digest> fresh() throws IOException {
        var since = clock.instant().minus(FRESH);
        Set<Digest> fresh = new HashSet<>();
        for (var digest : store.list()) {
            var file = store.find(digest);
            if (file.isPresent()
                    && Files.getLastModifiedTime(file.get()).toInstant().isAfter(since)) {
                fresh.add(digest);
            }
        }
        return fresh;
    }
}
