package io.ripcord.api.message;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.json.JsonObject;

/** How a change goes; each one replaces the one before of the same change. */
public record Progress(long bootEpoch, ChangeRecord change) implements UpMessage {
    public static final String KIND = "progress";

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static Progress parse(byte[] payload) {
        var fields = Wire.read(payload);
        fields.object("change");
        var progress = new Progress(Wire.counter(fields, "bootEpoch"), ChangeRecord.from(fields.rawObject("change")));
        fields.end();
        return progress;
    }

    @Override
    public byte[] encode() {
        return Wire.write(JsonObject.EMPTY.with("bootEpoch", bootEpoch).with("change", change.json()));
    }
}
