package io.ripcord.trust.secrets;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SecretReference;
import java.util.Base64;

/**
 * One value as it is kept.
 *
 * @param fleets true if it came with the fleet's desired state
 * @param sealed for rest
 */
record KeptSecret(boolean fleets, SecretReference reference, byte[] sealed) {
    private static final int MAX_SEALED = 8 * 1024;

    static KeptSecret from(Fields fields) {
        var kept = new KeptSecret(
                fields.flag("fleet", false),
                new SecretReference(
                        fields.text(SecretReference.SECRET, 1, 64),
                        new Digest(fields.text(SecretReference.DIGEST, 64, 64))),
                decoded(fields));
        fields.end();
        return kept;
    }

    private static byte[] decoded(Fields fields) {
        try {
            return Base64.getDecoder().decode(fields.text("sealed", 1, MAX_SEALED));
        } catch (IllegalArgumentException _) {
            throw fields.bad("sealed", "it is no base64", "set the secret again");
        }
    }

    JsonObject json() {
        return reference
                .json()
                .with("fleet", fleets)
                .with("sealed", Base64.getEncoder().encodeToString(sealed));
    }

    boolean isOf(boolean fleet, String name) {
        return fleets == fleet && reference.name().equals(name);
    }

    byte[] aad() {
        return SecretBinding.joined(
                fleets ? "fleet" : "local", reference.name(), reference.digest().hex());
    }
}
