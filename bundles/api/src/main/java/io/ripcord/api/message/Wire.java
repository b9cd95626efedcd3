package io.ripcord.api.message;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What the messages' codecs share: size limits, and the few shapes that {@link Fields} does not know. */
final class Wire {
    private Wire() {}

    static Fields read(byte[] payload) {
        return Fields.of(JsonText.parseObject(limited(payload)), "");
    }

    static byte[] limited(byte[] payload) {
        if (payload.length > Packet.MAX_PAYLOAD) {
            throw new BadDocument("", "it has " + payload.length + " bytes", "send at most " + Packet.MAX_PAYLOAD);
        }
        return payload;
    }

    static byte[] write(JsonObject message) {
        return checked(message.text().getBytes(StandardCharsets.UTF_8));
    }

    static byte[] checked(byte[] payload) {
        if (payload.length > Packet.MAX_PAYLOAD) {
            throw new IllegalArgumentException("a message of " + payload.length + " bytes does not fit a packet of "
                    + Packet.MAX_PAYLOAD + "; send less");
        }
        return payload;
    }

    static long counter(Fields fields, String name) {
        return fields.whole(name, 0, Long.MAX_VALUE);
    }

    static Optional<Digest> optionalDigest(Fields fields, String name) {
        return fields.has(name) ? Optional.of(new Digest(fields.text(name, 64, 64))) : Optional.empty();
    }

    static Optional<byte[]> optionalBase64(Fields fields, String name, int maxBytes) {
        return fields.optionalText(name, 0, (maxBytes + 2) / 3 * 4).map(text -> {
            try {
                return Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException _) {
                throw fields.bad(name, "it is no Base64", "encode it as RFC 4648 says, with padding");
            }
        });
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
