package io.ripcord.api.message;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.DeviceIdentity;

/** What a console answers to an {@link EnrolmentRequest}: what the device keeps for life. */
public record EnrolmentAnswer(DeviceIdentity.Fleet fleet) {

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static EnrolmentAnswer parse(byte[] body) {
        var fields = Wire.read(body);
        var fleet = new DeviceIdentity.Fleet(
                fields.text("tenant", 1, 64),
                fields.text("broker", 1, 512),
                fields.text("certificate", 1, 16384),
                fields.text("authority", 1, 16384),
                fields.text("signer", 1, 4096));
        fields.end();
        return new EnrolmentAnswer(fleet);
    }

    public byte[] encode() {
        return Wire.write(JsonObject.EMPTY
                .with("tenant", fleet.tenant())
                .with("broker", fleet.brokerUri())
                .with("certificate", fleet.certificatePem())
                .with("authority", fleet.authorityPem())
                .with("signer", fleet.signerPem()));
    }
}
