package io.ripcord.console.api;

import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.trust.Digest;
import java.time.Instant;

/**
 * One generation of a device's fleet layer.
 *
 * @param envelope the signed bytes as they are sent
 */
public record Desired(long generation, DesiredDocument document, byte[] envelope, String author, Instant issued) {

    public Digest digest() {
        return Digest.of(envelope);
    }
}
