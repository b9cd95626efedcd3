package io.ripcord.api.artifact;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;

/**
 * A file named by its content.
 *
 * @param size bytes, 0 to {@link #MAX_SIZE}
 */
public record Artifact(Digest sha256, long size) {
    /** The largest artifact: 4 GiB. */
    public static final long MAX_SIZE = 4L << 30;

    /** Reads the members {@code sha256} and {@code size}; the caller ends the fields. */
    public static Artifact from(Fields fields) {
        return new Artifact(new Digest(fields.text("sha256", 64, 64)), fields.whole("size", 0, MAX_SIZE));
    }

    public JsonObject json() {
        return JsonObject.EMPTY.with("sha256", sha256.hex()).with("size", size);
    }
}
