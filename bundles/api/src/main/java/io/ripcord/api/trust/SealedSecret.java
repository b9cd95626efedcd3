package io.ripcord.api.trust;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import java.util.Base64;

/**
 * A secret that only one device can open.
 *
 * @param sealed HPKE (RFC 9180) to the device's key: the encapsulated key, then the ciphertext
 */
public record SealedSecret(SecretReference reference, byte[] sealed) {
    private static final int MAX_SEALED = SecretValue.MAX_BYTES + 256;

    public SealedSecret {
        if (sealed.length > MAX_SEALED) {
            throw new BadDocument("sealed", "it has " + sealed.length + " bytes", "seal at most " + MAX_SEALED);
        }
        sealed = sealed.clone();
    }

    /** @throws BadDocument naming the place that is wrong */
    public static SealedSecret from(Fields fields) {
        var name = fields.text(SecretReference.SECRET, 1, 64);
        var digest = fields.text(SecretReference.DIGEST, 64, 64);
        var sealed = fields.text("sealed", 1, 4 * ((MAX_SEALED + 2) / 3));
        fields.end();
        try {
            return new SealedSecret(
                    new SecretReference(name, new Digest(digest)),
                    Base64.getDecoder().decode(sealed));
        } catch (IllegalArgumentException _) {
            throw fields.bad("sealed", "it is no base64", "send what the console sealed");
        }
    }

    public JsonObject json() {
        return reference.json().with("sealed", Base64.getEncoder().encodeToString(sealed));
    }

    @Override
    public byte[] sealed() {
        return sealed.clone();
    }
}
