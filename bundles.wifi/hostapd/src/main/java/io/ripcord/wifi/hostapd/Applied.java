package io.ripcord.wifi.hostapd;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;

/**
 * What an interface was made with, noted beside its files when hostapd has it.
 *
 * @param daemon the hostapd that has it: with another one nothing of this counts
 * @param ssid its name in the document; empty for a radio's first interface
 * @param keys empty while they are being changed
 * @param power at most that much, in dBm; 0 for no limit; of a radio's first interface only
 */
record Applied(String daemon, String ssid, String settings, String keys, int power) {

    static Applied parse(JsonObject json) {
        var fields = Fields.of(json, "");
        return new Applied(
                fields.text("daemon", 0, 64),
                fields.text("ssid", 0, 64),
                fields.text("settings", 0, 64),
                fields.text("keys", 0, 64),
                (int) fields.whole("power", 0, 99));
    }

    JsonObject json() {
        return JsonObject.EMPTY
                .with("daemon", daemon)
                .with("ssid", ssid)
                .with("settings", settings)
                .with("keys", keys)
                .with("power", power);
    }

    Applied by(String other) {
        return new Applied(other, ssid, settings, keys, power);
    }
}
