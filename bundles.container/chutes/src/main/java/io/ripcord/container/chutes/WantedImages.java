package io.ripcord.container.chutes;

import io.ripcord.api.trust.Digest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The images of all wanted chutes, one entry for each chute. */
record WantedImages(List<Digest> images) {

    Set<Digest> all() {
        return new HashSet<>(images);
    }

    long count(Digest image) {
        return images.stream().filter(image::equals).count();
    }
}
