package io.ripcord.container.api;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;

/**
 * A port of a chute that is published on the device's LAN address, never on the WAN side.
 *
 * @param lan the port on the LAN address, 1 to 65535
 * @param chute the port that the chute listens on, 1 to 65535
 */
public record Port(int lan, int chute, Transport protocol) {
    private static final int MAX = 65_535;

    /** What travels to the port. */
    public enum Transport {
        TCP,
        UDP
    }

    static Port from(Fields fields) {
        var port = new Port(
                (int) fields.whole("lan", 1, MAX),
                (int) fields.whole("chute", 1, MAX),
                fields.has("protocol") ? fields.choice("protocol", Transport.class) : Transport.TCP);
        fields.end();
        return port;
    }

    JsonObject json() {
        return JsonObject.EMPTY.with("lan", lan).with("chute", chute).with("protocol", Fields.wireName(protocol));
    }

    /** The LAN side for people and as a key: {@code 8081/tcp}. */
    public String lanName() {
        return lan + "/" + Fields.wireName(protocol);
    }
}
