package io.ripcord.api.message;

import io.ripcord.api.json.JsonObject;

/** The console's database has the events of this boot epoch up to this sequence: the device forgets them. */
public record Ack(long bootEpoch, long sequence) implements DownMessage {
    public static final String KIND = "ack";

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static Ack parse(byte[] payload) {
        var fields = Wire.read(payload);
        var ack = new Ack(Wire.counter(fields, "bootEpoch"), fields.whole("sequence", 1, Long.MAX_VALUE));
        fields.end();
        return ack;
    }

    @Override
    public byte[] encode() {
        return Wire.write(JsonObject.EMPTY.with("bootEpoch", bootEpoch).with("sequence", sequence));
    }
}
