package io.ripcord.api.rest;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a request carries.
 *
 * @param length bytes announced, -1 when not
 */
public record Body(InputStream stream, long length) {
    /** The most that a JSON body may have, in bytes. */
    public static final int MAX_JSON = 1024 * 1024;

    /** @throws io.ripcord.api.json.BadDocument if it is no JSON object */
    public JsonObject json() throws IOException {
        if (length > MAX_JSON) {
            throw tooLarge(MAX_JSON);
        }
        var bytes = stream.readNBytes(MAX_JSON + 1);
        if (bytes.length > MAX_JSON) {
            throw tooLarge(MAX_JSON);
        }
        return JsonText.parseObject(bytes);
    }

    public static Failure tooLarge(long limit) {
        return new Failure(413, "too-large", "The body is too large; send at most " + limit + " bytes.");
    }
}
