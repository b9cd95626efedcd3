package io.ripcord.engine.layers;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.FleetDocument;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Envelope;
import java.nio.charset.StandardCharsets;

/**
 * The fleet layer as it is kept: the envelope's exact bytes.
 *
 * @param change the change that was to bring it about
 */
public record HeldFleet(String change, byte[] envelope, FleetDocument document, Digest digest) {

    /** An envelope whose payload was verified. */
    public static HeldFleet of(String change, byte[] envelope, byte[] payload) {
        return new HeldFleet(change, envelope, FleetDocument.parse(payload), Digest.of(payload));
    }

    static HeldFleet decode(byte[] content) {
        var parts = Parts.split(content);
        var change = Fields.of(JsonText.parseObject(parts.head()), "").text("change", 1, 64);
        return of(change, parts.body(), Envelope.parse(parts.body()).payload());
    }

    byte[] encode() {
        return Parts.join(JsonObject.EMPTY.with("change", change).text(), envelope);
    }

    /** A line of JSON, then bytes. */
    record Parts(byte[] head, byte[] body) {
        static byte[] join(String head, byte[] body) {
            var out = new java.io.ByteArrayOutputStream();
            out.writeBytes((head + "\n").getBytes(StandardCharsets.UTF_8));
            out.writeBytes(body);
            return out.toByteArray();
        }

        static Parts split(byte[] content) {
            for (int i = 0; i < content.length; i++) {
                if (content[i] == '\n') {
                    return new Parts(
                            java.util.Arrays.copyOf(content, i),
                            java.util.Arrays.copyOfRange(content, i + 1, content.length));
                }
            }
            throw new BadDocument("", "it has no head", "use an older copy");
        }
    }
}
