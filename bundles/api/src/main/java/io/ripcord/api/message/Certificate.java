package io.ripcord.api.message;

import io.ripcord.api.json.JsonObject;

/**
 * A new certificate for the device's key, from the authority that it knows.
 *
 * @param pem X.509
 */
public record Certificate(String pem) implements DownMessage {
    public static final String KIND = "certificate";

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static Certificate parse(byte[] payload) {
        var fields = Wire.read(payload);
        var certificate = new Certificate(fields.text("certificate", 1, 16384));
        fields.end();
        return certificate;
    }

    @Override
    public byte[] encode() {
        return Wire.write(JsonObject.EMPTY.with("certificate", pem));
    }
}
