package io.ripcord.engine.layers;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.engine.layers.HeldFleet.Parts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * The local layer as it is kept, sealed by the device's key together with its generation.
 *
 * @param change the change that was to bring it about; empty before the first edit
 */
public record HeldLocal(String change, long generation, String author, JsonObject domains) {
    static final HeldLocal NONE = new HeldLocal("", 0, "", JsonObject.EMPTY);

    /** @throws BadDocument if the seal is not this device's */
    static HeldLocal decode(byte[] content, UnaryOperator<byte[]> sealer) {
        var parts = Parts.split(content);
        var head = Fields.of(JsonText.parseObject(parts.head()), "");
        var seal = head.text("seal", 1, 256);
        var unsealed = JsonText.parseObject(parts.head()).without("seal");
        var expected = HexFormat.of().formatHex(sealer.apply(sealed(unsealed, parts.body())));
        if (!MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), seal.getBytes(StandardCharsets.UTF_8))) {
            throw new BadDocument("seal", "it is not this device's", "make the edit again");
        }
        return new HeldLocal(
                head.text("change", 1, 64),
                head.whole("generation", 1, Long.MAX_VALUE),
                head.text("author", 1, 64),
                JsonText.parseObject(parts.body()));
    }

    byte[] encode(UnaryOperator<byte[]> sealer) {
        var head = JsonObject.EMPTY
                .with("change", change)
                .with("generation", generation)
                .with("author", author);
        var body = domains.text().getBytes(StandardCharsets.UTF_8);
        var seal = HexFormat.of().formatHex(sealer.apply(sealed(head, body)));
        return Parts.join(head.with("seal", seal).text(), body);
    }

    private static byte[] sealed(JsonObject head, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes((JsonText.canonical(head) + "\n").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
