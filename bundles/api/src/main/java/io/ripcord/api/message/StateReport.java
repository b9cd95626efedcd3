package io.ripcord.api.message;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.ReportedState;
import java.util.Optional;

/**
 * The reported state as a whole; each one replaces the one before.
 *
 * @param sequence counter of reports within the boot epoch; an older one that comes late is dropped
 * @param last the change that finished last, or runs now
 */
public record StateReport(long bootEpoch, long sequence, ReportedState reported, Optional<ChangeRecord> last)
        implements UpMessage {
    public static final String KIND = "state";

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static StateReport parse(byte[] payload) {
        var fields = Wire.read(payload);
        fields.object("reported");
        var report = new StateReport(
                Wire.counter(fields, "bootEpoch"),
                Wire.counter(fields, "sequence"),
                ReportedState.from(fields.rawObject("reported")),
                fields.optionalObject("last").map(_ -> ChangeRecord.from(fields.rawObject("last"))));
        fields.end();
        return report;
    }

    @Override
    public byte[] encode() {
        var json = JsonObject.EMPTY
                .with("bootEpoch", bootEpoch)
                .with("sequence", sequence)
                .with("reported", reported.json());
        return Wire.write(last.map(change -> json.with("last", change.json())).orElse(json));
    }
}
