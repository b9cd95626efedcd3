package io.ripcord.wifi.hostapd.document;

import io.ripcord.api.json.Fields;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.wifi.api.Address;

/**
 * The server that knows the users of an SSID.
 *
 * @param port 1 to 65535
 * @param secret that the device and the server share
 */
public record Radius(Address address, int port, SecretReference secret) {
    private static final int USUAL_PORT = 1812;

    static Radius from(Fields fields) {
        var server = new Radius(
                fields.value("address", 64, Address::parse),
                (int) fields.whole("port", 1, 65_535, USUAL_PORT),
                ClientKey.secret(fields, "secret"));
        fields.end();
        return server;
    }
}
