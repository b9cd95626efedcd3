package io.ripcord.api.state;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The payload of a fleet's envelope: a desired document made out to one device.
 *
 * @param deviceClass the class of board it is meant for
 * @param generation 1 and up; never goes back for a device
 * @param expires after this it is not accepted any more; what was accepted never expires
 */
public record FleetDocument(
        String tenant,
        String device,
        String deviceClass,
        long generation,
        Instant issued,
        Instant expires,
        DesiredDocument document) {

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static FleetDocument parse(byte[] payload) {
        var fields = Fields.of(JsonText.parseObject(payload), "");
        var parsed = new FleetDocument(
                fields.text("tenant", 1, 64),
                fields.text("device", 1, 64),
                fields.text("class", 1, 64),
                fields.whole("generation", 1, Long.MAX_VALUE),
                fields.instant("issued"),
                fields.instant("expires"),
                DesiredDocument.from(fields.rawObject("document")));
        fields.end();
        return parsed;
    }

    public byte[] encode() {
        return JsonObject.EMPTY
                .with("tenant", tenant)
                .with("device", device)
                .with("class", deviceClass)
                .with("generation", generation)
                .with("issued", issued.toString())
                .with("expires", expires.toString())
                .with("document", document.json())
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }
}
