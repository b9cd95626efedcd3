package io.ripcord.api.message;

import io.ripcord.api.json.JsonObject;

/**
 * The device's certificate runs out soon: asks for a new one for the same key. Answered by a {@link Certificate}.
 *
 * @param csr PKCS#10 in PEM
 */
public record Renewal(String csr) implements UpMessage {
    public static final String KIND = "renewal";

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static Renewal parse(byte[] payload) {
        var fields = Wire.read(payload);
        var renewal = new Renewal(fields.text("csr", 1, 8192));
        fields.end();
        return renewal;
    }

    @Override
    public byte[] encode() {
        return Wire.write(JsonObject.EMPTY.with("csr", csr));
    }
}
