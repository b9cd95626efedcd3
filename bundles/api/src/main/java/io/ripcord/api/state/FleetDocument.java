package io.ripcord.api.state;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * The payload of a fleet's envelope: a desired document made out to one device.
 *
 * @param deviceClass the class of board it is meant for
 * @param generation 1 and up; never goes back for a device
 * @param expires after this it is not accepted any more; what was accepted never expires
 * @param secrets the fleet's secrets for this device, all of them, sealed to its key
 */
public record FleetDocument(
        String tenant,
        String device,
        String deviceClass,
        long generation,
        Instant issued,
        Instant expires,
        DesiredDocument document,
        List<SealedSecret> secrets) {
    /** The most secrets that a fleet gives a device. */
    public static final int MAX_SECRETS = 128;

    public FleetDocument {
        secrets = List.copyOf(secrets);
    }

    public FleetDocument(
            String tenant,
            String device,
            String deviceClass,
            long generation,
            Instant issued,
            Instant expires,
            DesiredDocument document) {
        this(tenant, device, deviceClass, generation, issued, expires, document, List.of());
    }

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
                DesiredDocument.from(fields.rawObject("document")),
                fields.list("secrets", MAX_SECRETS, SealedSecret::from));
        fields.end();
        return parsed;
    }

    public byte[] encode() {
        var json = JsonObject.EMPTY
                .with("tenant", tenant)
                .with("device", device)
                .with("class", deviceClass)
                .with("generation", generation)
                .with("issued", issued.toString())
                .with("expires", expires.toString())
                .with("document", document.json());
        return (secrets.isEmpty() ? json : json.with("secrets", secretsJson()))
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    private JsonArray secretsJson() {
        return new JsonArray(secrets.stream().<Json>map(SealedSecret::json).toList());
    }
}
