package io.ripcord.api.message;

import io.ripcord.api.json.JsonObject;

/**
 * The end of a connection: the broker publishes it as the device's will, or the device itself when it stops in order.
 * It counts only if the console knows no newer (bootEpoch, sequence) from a {@link Hello}.
 *
 * @param reason {@code lost} in a will
 */
public record Bye(long bootEpoch, long sequence, String reason) implements UpMessage {
    public static final String KIND = "bye";
    public static final String LOST = "lost";

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static Bye parse(byte[] payload) {
        var fields = Wire.read(payload);
        var bye = new Bye(
                Wire.counter(fields, "bootEpoch"), Wire.counter(fields, "sequence"), fields.text("reason", 0, 256));
        fields.end();
        return bye;
    }

    @Override
    public byte[] encode() {
        return Wire.write(JsonObject.EMPTY
                .with("bootEpoch", bootEpoch)
                .with("sequence", sequence)
                .with("reason", reason));
    }
}
