package io.ripcord.engine;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.artifact.Fetcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The store first, then each way to fetch in turn; safe for use by many threads. */
final class Sources implements Fetcher {
    private final ArtifactStore store;
    private final List<Fetcher> fetchers = new CopyOnWriteArrayList<>();

    Sources(ArtifactStore store) {
        this.store = store;
    }

    void add(Fetcher fetcher) {
        fetchers.add(fetcher);
    }

    void remove(Fetcher fetcher) {
        fetchers.remove(fetcher);
    }

    @Override
    public Path fetch(Artifact artifact) throws IOException, InterruptedException {
        var here = store.find(artifact.sha256());
        if (here.isPresent()) {
            return here.get();
        }
        List<String> reasons = new ArrayList<>();
        for (var fetcher : fetchers) {
            try {
                return fetcher.fetch(artifact);
            } catch (IOException e) {
                reasons.add(String.valueOf(e.getMessage()));
            }
        }
        throw missing(artifact, reasons);
    }

    /** Returns when what was fetched is sure to be there after a power cut. */
    void secure() throws IOException {
        store.secure();
    }

    /** Only what is in the store. */
    Fetcher storeOnly() {
        return artifact -> store.find(artifact.sha256()).orElseThrow(() -> missing(artifact, List.of()));
    }

    private static IOException missing(Artifact artifact, List<String> reasons) {
        return new IOException("the artifact " + artifact.sha256().brief() + " (" + artifact.size()
                + " bytes) is not on the device, and "
                + (reasons.isEmpty() ? "there is no source to fetch it from" : String.join("; ", reasons))
                + "; upload it, or connect the device to its fleet");
    }
}
