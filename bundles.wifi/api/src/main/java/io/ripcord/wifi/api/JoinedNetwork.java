package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network that stations may be let into: what the network's owner tells the domain {@code wifi}.
 *
 * @param vlans the bridge of each VLAN that a station's key may put it into
 * @param isolated whether its members may not talk to each other
 */
public record JoinedNetwork(InterfaceName bridge, Map<Integer, InterfaceName> vlans, boolean isolated) {
    private static final int MOST = 4094;

    public JoinedNetwork {
        vlans = Map.copyOf(vlans);
    }

    /**
     * @param path where the entry stands, for messages
     * @throws BadDocument naming the place that is wrong
     */
    public static JoinedNetwork parse(JsonObject json, String path) {
        var fields = Fields.of(json, path);
        Map<Integer, InterfaceName> vlans = new TreeMap<>();
        fields.textMap("vlans", MOST, 15).forEach((id, bridge) -> {
            if (!id.matches("[1-9][0-9]{0,3}") || Integer.parseInt(id) > MOST) {
                throw fields.bad("vlans", id + " is no VLAN", "write 1 to 4094");
            }
            vlans.put(Integer.parseInt(id), new InterfaceName(bridge));
        });
        var network = new JoinedNetwork(
                fields.value("bridge", 64, InterfaceName::new), vlans, fields.flag("isolated", false));
        fields.end();
        return network;
    }

    public JsonObject json() {
        var members = JsonObject.EMPTY;
        for (var vlan : new TreeMap<>(vlans).entrySet()) {
            members = members.with(vlan.getKey().toString(), vlan.getValue().text());
        }
        return JsonObject.EMPTY
                .with("bridge", bridge.text())
                .with("vlans", members)
                .with("isolated", isolated);
    }
}
