package io.ripcord.api.rest;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a request carries.
 *
 * @param length bytes announced, -1 when not
 */
public record Body(InputStream stream, long length) {
    /** The most that a JSON body may have, in bytes. */
    public static final int MAX_JSON = 1024 * 1024;

    private static final int PIECE = 8 * 1024;
    private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();

    /** @throws io.ripcord.api.json.BadDocument if it is no JSON object */
    public JsonObject json() throws IOException {
        return JsonText.parseObject(bytes(MAX_JSON));
    }

    /**
     * All of it, within a minute.
     *
     * @throws Failure 413 if there is more, 408 if it comes too slowly
     */
    public byte[] bytes(int most) throws IOException {
        return bytes(most, System::nanoTime);
    }

    byte[] bytes(int most, LongSupplier nanoTime) throws IOException {
        if (length > most) {
            throw tooLarge(most);
        }
        long began = nanoTime.getAsLong();
        var all = new ByteArrayOutputStream();
        var piece = new byte[PIECE];
        for (int count = stream.read(piece); count >= 0; count = stream.read(piece)) {
            all.write(piece, 0, count);
            if (all.size() > most) {
                throw tooLarge(most);
            }
            if (nanoTime.getAsLong() - began > PATIENCE_NANOS) {
                throw new Failure(408, "slow", "The body did not come within a minute; send it again, faster.");
            }
        }
        return all.toByteArray();
    }

    public static Failure tooLarge(long limit) {
        return new Failure(413, "too-large", "The body is too large; send at most " + limit + " bytes.");
    }
}
