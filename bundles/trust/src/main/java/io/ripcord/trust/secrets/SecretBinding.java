package io.ripcord.trust.secrets;

import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** What a sealed secret is bound to, so that none can be passed off as another, and how its digest is made. */
public final class SecretBinding {
    private SecretBinding() {}

    /** The {@code info} of HPKE: what it is for and who opens it. */
    public static byte[] info(String device) {
        return joined("ripcord secret 1", device);
    }

    /** The additional authenticated data: which secret it is. */
    public static byte[] aad(SecretReference reference) {
        return joined(reference.name(), reference.digest().hex());
    }

    /** @param mac HMAC-SHA-256 with the key of whom the secret belongs to */
    public static SecretReference reference(String name, SecretValue value, UnaryOperator<byte[]> mac) {
        var bytes = value.bytes();
        var content = new ByteArrayOutputStream();
        content.writeBytes(joined("ripcord secret digest 1", SecretReference.checkName("", name)));
        content.write(0);
        content.writeBytes(bytes);
        var digest = mac.apply(content.toByteArray());
        Arrays.fill(bytes, (byte) 0);
        return new SecretReference(name, new Digest(HexFormat.of().formatHex(digest)));
    }

    /** Texts without NUL, with NUL between them. */
    static byte[] joined(String... texts) {
        return String.join("\0", texts).getBytes(StandardCharsets.UTF_8);
    }
}
