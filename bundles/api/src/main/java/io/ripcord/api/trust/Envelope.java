package io.ripcord.api.trust;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A signed document (DSSE, Dead Simple Signing Envelope v1): the signatures cover the payload's exact bytes together
 * with their type. An envelope says nothing about trust; a {@link Verifier} does.
 */
public record Envelope(String payloadType, byte[] payload, List<Signed> signatures) {
    /** Type of a fleet's desired state; the payload is a {@code FleetDocument}. */
    public static final String DESIRED = "application/vnd.ripcord.desired+json";

    /** Type of a feature's metadata; the payload is an OSGi Feature. */
    public static final String FEATURE = "application/vnd.ripcord.feature+json";

    /** Type of a base's manifest; the payload is a {@link io.ripcord.api.artifact.BaseManifest}. */
    public static final String BASE = "application/vnd.ripcord.base+json";

    /** One signature: the SHA-256 of the signer's public key (SPKI, DER) and the signature's bytes. */
    public record Signed(Digest keyId, byte[] signature) {}

    public Envelope {
        signatures = List.copyOf(signatures);
    }

    /** @throws BadDocument if the bytes are no envelope */
    public static Envelope parse(byte[] json) {
        var fields = Fields.of(JsonText.parseObject(json), "");
        var envelope = new Envelope(
                fields.text("payloadType", 1, 200),
                decode(fields, "payload", JsonText.MAX_BYTES),
                fields.list("signatures", 8, Envelope::signed));
        fields.end();
        return envelope;
    }

    private static Signed signed(Fields fields) {
        var signed = new Signed(new Digest(fields.text("keyid", 64, 64)), decode(fields, "sig", 1024));
        fields.end();
        return signed;
    }

    public byte[] encode() {
        var base64 = Base64.getEncoder();
        var list = signatures.stream()
                .map(s -> (io.ripcord.api.json.Json) JsonObject.EMPTY
                        .with("keyid", s.keyId().hex())
                        .with("sig", base64.encodeToString(s.signature())))
                .toList();
        return JsonObject.EMPTY
                .with("payloadType", payloadType)
                .with("payload", base64.encodeToString(payload))
                .with("signatures", new JsonArray(list))
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes that signatures cover: DSSE's pre-authentication encoding. */
    public byte[] signedBytes() {
        return signedBytes(payloadType, payload);
    }

    static byte[] signedBytes(String type, byte[] payload) {
        var typeBytes = type.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + typeBytes.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(typeBytes);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private static byte[] decode(Fields fields, String name, int maxBytes) {
        try {
            var text = fields.text(name, 0, maxBytes / 3 * 4 + 4);
            var bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // no Base64 at all
        }
        throw fields.bad(
                name, "it is no Base64, or one of several ways to write the same", "encode it as RFC 4648 says");
    }
}
