package io.ripcord.wifi.network;

import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.Prefix;
import io.ripcord.wifi.network.document.Cidr;
import java.util.List;
import java.util.Map;

/** Networks of which a provider lends addresses, too: what is behind one of the two cannot be reached then. */
final class Overlaps {
    private Overlaps() {}

    /**
     * What is lent that lies in which network, by the network's bridge.
     *
     * @param lent by the interface that has it
     */
    static JsonObject of(Topology topology, Map<String, List<Cidr>> lent) {
        var found = JsonObject.EMPTY;
        for (var bridge : topology.governed().filter(Link::isBridge).toList()) {
            for (var addresses : lent.entrySet()) {
                for (var address : addresses.getValue()) {
                    if (!addresses.getKey().equals(bridge.name())
                            && bridge.addresses().stream().anyMatch(own -> overlap(own.prefix(), address.prefix()))) {
                        found = found.with(bridge.name(), address + " of " + addresses.getKey());
                    }
                }
            }
        }
        return found;
    }

    private static boolean overlap(Prefix one, Prefix other) {
        return one.contains(other.network()) || other.contains(one.network());
    }
}
