package io.ripcord.features;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.Unavailable;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.api.trust.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a feature in: fetches the envelope, verifies it, fetches the bundles that it lists. */
final class Intake {
    /** Bytes of an envelope, at most. */
    static final long MAX_ENVELOPE = 4L << 20;

    private final Verifier verifier;
    private final ArtifactStore store;

    Intake(Verifier verifier, ArtifactStore store) {
        this.verifier = verifier;
        this.store = store;
    }

    /** @throws Refusal if something cannot be had, is not trusted, or is not what the envelope says */
    Candidate load(String name, Artifact envelope, Fetcher fetcher) throws Refusal, InterruptedException {
        var feature = verified(name, get("the metadata of feature " + name, envelope, fetcher));
        List<BundleFile> files = new ArrayList<>();
        for (var item : feature.bundles()) {
            var path = get("bundle " + item.id() + " of feature " + name, item.artifact(), fetcher);
            files.add(BundleFile.read(item, path));
        }
        return new Candidate(new Installation(name, envelope, feature), files);
    }

    /** What a feature consists of, if its metadata is in the store already; trust is not asked. */
    Optional<Feature> atHand(Artifact envelope) {
        return store.find(envelope.sha256()).flatMap(path -> {
            try {
                return Optional.of(FeatureReader.read(
                        Envelope.parse(Files.readAllBytes(path)).payload()));
            } catch (IOException | BadDocument _) {
                return Optional.empty();
            }
        });
    }

    private Feature verified(String name, Path envelope) throws Refusal {
        try {
            var bytes = verifier.verify(Envelope.parse(Files.readAllBytes(envelope)), Envelope.FEATURE);
            return FeatureReader.read(bytes);
        } catch (UntrustedException e) {
            throw new Refusal(
                    "Feature " + name + " is not trusted: " + e.getMessage(),
                    "Sign it with a key that this device trusts for features.",
                    e);
        } catch (BadDocument e) {
            throw new Refusal(
                    "The metadata of feature " + name + " is not valid: " + e.path() + ": " + e.reason(),
                    "Correct it (" + e.remedy() + ") and package the feature again.",
                    e);
        } catch (IOException e) {
            throw new Refusal(
                    "The metadata of feature " + name + " cannot be read: " + e.getMessage(),
                    "Check the device's disk.",
                    e);
        }
    }

    private Path get(String what, Artifact artifact, Fetcher fetcher) throws Refusal, InterruptedException {
        try {
            var found = store.find(artifact.sha256());
            var path = found.isPresent() ? found.get() : fetcher.fetch(artifact);
            if (Files.size(path) != artifact.size() || !Digest.of(path).equals(artifact.sha256())) {
                throw new IOException("the file differs from its SHA-256 and size");
            }
            return path;
        } catch (IOException e) {
            throw new Unavailable(
                    what + " (" + artifact.sha256().brief() + ") cannot be had: " + e.getMessage(),
                    "Upload the artifact; it is tried again by itself, or send the edit again.",
                    e);
        }
    }
}
