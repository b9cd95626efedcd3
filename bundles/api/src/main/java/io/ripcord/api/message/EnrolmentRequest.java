package io.ripcord.api.message;

import io.ripcord.api.json.JsonObject;

/**
 * What a device posts to {@code {console}/api/v1/enrolment}.
 *
 * @param secret the claim code's; {@code toString} does not show it
 * @param csr PKCS#10 in PEM
 */
public record EnrolmentRequest(String secret, String device, String deviceClass, String model, String csr) {

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static EnrolmentRequest parse(byte[] body) {
        var fields = Wire.read(body);
        var request = new EnrolmentRequest(
                fields.text("secret", 32, 32),
                fields.text("device", 1, 64),
                fields.text("class", 1, 64),
                fields.text("model", 1, 128),
                fields.text("csr", 1, 8192));
        fields.end();
        return request;
    }

    public byte[] encode() {
        return Wire.write(JsonObject.EMPTY
                .with("secret", secret)
                .with("device", device)
                .with("class", deviceClass)
                .with("model", model)
                .with("csr", csr));
    }

    @Override
    public String toString() {
        return "enrolment of " + device;
    }
}
