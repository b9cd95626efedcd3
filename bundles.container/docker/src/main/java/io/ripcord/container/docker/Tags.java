package io.ripcord.container.docker;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.trust.Digest;
import java.util.Optional;

/** How images of ours are called in the engine: by their artifact, never as their archive says. */
final class Tags {
    private static final String REPOSITORY = "ripcord.local/artifact:";

    private Tags() {}

    static String name(Digest image) {
        return REPOSITORY + image.hex();
    }

    static Optional<Digest> digest(String tag) {
        if (!tag.startsWith(REPOSITORY)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Digest(tag.substring(REPOSITORY.length())));
        } catch (BadDocument _) {
            return Optional.empty();
        }
    }
}
