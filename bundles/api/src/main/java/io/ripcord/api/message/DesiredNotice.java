package io.ripcord.api.message;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import io.ripcord.api.trust.Digest;
import java.util.Optional;

/**
 * A fleet's desired state for the device: inline when small, else to be fetched as an artifact. It proves nothing; the
 * signature within the envelope does.
 *
 * @param envelope SHA-256 and size of the signed envelope's exact bytes; at most {@link #MAX_SIZE}
 * @param inline those bytes, when they are at most {@link #MAX_INLINE}
 */
public record DesiredNotice(long generation, Artifact envelope, Optional<byte[]> inline) implements DownMessage {
    public static final String KIND = "state";
    public static final int MAX_INLINE = 64 * 1024;
    public static final int MAX_SIZE = 4 * 1024 * 1024;

    /** @throws BadDocument if the inline bytes are not the ones named, or the envelope is too large */
    public DesiredNotice {
        if (envelope.size() > MAX_SIZE) {
            throw new BadDocument("size", "it is " + envelope.size() + " bytes", "keep within " + MAX_SIZE);
        }
        if (inline.isPresent() && !named(envelope, inline.get())) {
            throw new BadDocument("envelope", "it is not what sha256 and size name", "send it whole and unchanged");
        }
    }

    /** The notice for an envelope's bytes; the caller keeps a large one in its artifact store. */
    public static DesiredNotice of(long generation, byte[] envelope) {
        var artifact = new Artifact(Digest.of(envelope), envelope.length);
        return new DesiredNotice(
                generation, artifact, envelope.length <= MAX_INLINE ? Optional.of(envelope) : Optional.empty());
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws BadDocument naming the place that is wrong */
    public static DesiredNotice parse(byte[] payload) {
        var fields = Wire.read(payload);
        var notice = new DesiredNotice(
                fields.whole("generation", 1, Long.MAX_VALUE),
                Artifact.from(fields),
                Wire.optionalBase64(fields, "envelope", MAX_INLINE));
        fields.end();
        return notice;
    }

    @Override
    public byte[] encode() {
        var json = envelope.json().with("generation", generation);
        return Wire.write(inline.map(bytes -> json.with("envelope", Json.of(Wire.base64(bytes))))
                .orElse(json));
    }

    private static boolean named(Artifact envelope, byte[] bytes) {
        return bytes.length <= MAX_INLINE
                && bytes.length == envelope.size()
                && Digest.of(bytes).equals(envelope.sha256());
    }
}
