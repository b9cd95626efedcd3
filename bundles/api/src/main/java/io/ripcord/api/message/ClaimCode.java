package io.ripcord.api.message;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What takes a device into a fleet, once.
 *
 * @param console {@code https://host:port}
 * @param authority SHA-256 of the fleet authority's public key (SPKI)
 * @param secret 128 bits, 32 hexadecimal digits; {@code toString} does not show it
 */
public record ClaimCode(URI console, Digest authority, String secret) {
    private static final String PREFIX = "RC1.";
    private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");

    /** @throws BadDocument if one of its parts could not be meant so */
    public ClaimCode {
        if (!"https".equals(console.getScheme())
                || console.getHost() == null
                || console.getRawUserInfo() != null
                || console.getRawQuery() != null
                || console.getRawFragment() != null
                || !(console.getRawPath().isEmpty() || console.getRawPath().equals("/"))) {
            throw wrong("its console is no https://host:port");
        }
        if (!SECRET.matcher(secret).matches()) {
            throw wrong("its secret is not 32 hexadecimal digits");
        }
    }

    /** @throws BadDocument if the text is no claim code; does not repeat the text */
    public static ClaimCode parse(String text) {
        var stripped = text.strip();
        if (!stripped.startsWith(PREFIX) || stripped.length() > 2048) {
            throw wrong("it does not begin with " + PREFIX);
        }
        try {
            var json = Base64.getUrlDecoder().decode(stripped.substring(PREFIX.length()));
            var fields = Fields.of(JsonText.parseObject(json), "claimCode");
            var code = new ClaimCode(
                    URI.create(fields.text("console", 1, 512)),
                    new Digest(fields.text("authority", 64, 64)),
                    fields.text("secret", 32, 32));
            fields.end();
            return code;
        } catch (IllegalArgumentException _) {
            throw wrong("it was cut or mistyped");
        }
    }

    public String encode() {
        var json = JsonObject.EMPTY
                .with("console", console.toString())
                .with("authority", authority.hex())
                .with("secret", secret);
        return PREFIX
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(json.text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "claim code for " + console;
    }

    private static BadDocument wrong(String why) {
        return new BadDocument("claimCode", why, "copy the whole code, or make a new one at the console");
    }
}
