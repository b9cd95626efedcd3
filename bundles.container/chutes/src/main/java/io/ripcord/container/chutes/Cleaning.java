package io.ripcord.container.chutes;

import io.ripcord.api.trust.Digest;
import io.ripcord.container.api.Container;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what a chute has no need of any more: containers, networks, images, at last its folder. Only what is ours is ever
 * looked at. What cannot be removed now stays visible and is tried again with the next change of the chute.
 */
final class Cleaning {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaning.class);

    private final Tools tools;
    private final String chute;
    private final Optional<Wanted> kept;
    private final Set<Digest> wantedImages;

    /** @param kept what stays; empty when the chute goes altogether */
    Cleaning(Tools tools, String chute, Optional<Wanted> kept, Set<Digest> wantedImages) {
        this.tools = tools;
        this.chute = chute;
        this.kept = kept;
        this.wantedImages = wantedImages;
    }

    void run() {
        try {
            removeContainers();
            removeNetworks();
            removeImages();
            if (kept.isEmpty()) {
                tools.folders().remove(chute);
            }
        } catch (IOException e) {
            LOG.warn("What chute {} left behind is not all removed: {}", chute, e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeContainers() throws IOException, InterruptedException {
        var name = kept.map(wanted -> wanted.container().name());
        for (var container : tools.runtime().containers()) {
            if (container.chute().equals(chute) && !name.equals(Optional.of(container.name()))) {
                tools.runtime().remove(container.id());
            }
        }
    }

    private void removeNetworks() throws IOException, InterruptedException {
        var name = kept.map(wanted -> wanted.place().network().name());
        for (var network : tools.runtime().networks()) {
            if (network.chute().equals(chute) && !name.equals(Optional.of(network.name()))) {
                tools.runtime().removeNetwork(network.name());
            }
        }
    }

    private void removeImages() throws IOException, InterruptedException {
        Set<Digest> used = new HashSet<>(wantedImages);
        tools.runtime().containers().stream().map(Container::image).forEach(used::add);
        for (var image : tools.runtime().images()) {
            if (!used.contains(image)) {
                tools.runtime().removeImage(image);
            }
        }
    }
}
