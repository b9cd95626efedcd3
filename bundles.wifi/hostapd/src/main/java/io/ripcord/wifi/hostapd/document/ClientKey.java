package io.ripcord.wifi.hostapd.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.wifi.api.Mac;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A passphrase beside the one of everybody.
 *
 * @param name told with the stations that use it
 * @param mac the only station that may use it
 * @param vlan into which its stations are put, 1 to 4094; empty: into the network of the SSID
 */
public record ClientKey(String name, SecretReference passphrase, Optional<Mac> mac, OptionalInt vlan) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,23}");
    private static final int MOST_VLAN = 4094;

    static ClientKey from(String name, Fields fields) {
        if (!NAME.matcher(name).matches()) {
            throw new BadDocument(
                    fields.path(""), "it is no name of a key", "write up to 24 lower-case letters, digits, dashes");
        }
        var key = new ClientKey(
                name,
                secret(fields, "passphrase"),
                fields.optionalValue("mac", 17, Mac::new),
                fields.optionalWhole("vlan", 1, MOST_VLAN).stream()
                        .mapToInt(Long::intValue)
                        .findFirst());
        fields.end();
        return key;
    }

    static SecretReference secret(Fields fields, String name) {
        Json value = fields.raw(name).orElse(JsonNull.NULL);
        return SecretReference.from(value, fields.path(name));
    }
}
