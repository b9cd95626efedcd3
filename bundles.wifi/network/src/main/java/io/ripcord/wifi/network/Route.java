package io.ripcord.wifi.network;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.Address;
import io.ripcord.wifi.api.Prefix;
import java.util.Optional;

/**
 * A route by way of a router, or into a tunnel.
 *
 * @param via the router; empty where those on the other side are reached without one
 * @param device the interface that it leaves by
 * @param protocol who set it (rtnetlink(7))
 */
record Route(Prefix to, Optional<Address> via, String device, String protocol) implements Comparable<Route> {
    /** The device's own number: none that iproute2 knows by a name. */
    static final String OURS = "82";

    boolean isOurs() {
        return protocol.equals(OURS);
    }

    /** As the kernel's tool takes it. */
    String words() {
        return to + via.map(router -> " via " + router).orElse("") + " dev " + device + " proto " + protocol;
    }

    JsonObject json() {
        var json = JsonObject.EMPTY
                .with("to", to.toString())
                .with("interface", device)
                .with("protocol", protocol);
        return via.isPresent() ? json.with("via", via.get().toString()) : json;
    }

    static Route parse(Fields fields) {
        return new Route(
                Prefix.parse(fields.text("to", 1, 64)),
                fields.optionalText("via", 1, 64).map(Address::parse),
                fields.text("interface", 1, 15),
                fields.text("protocol", 1, 32));
    }

    @Override
    public int compareTo(Route other) {
        return words().compareTo(other.words());
    }
}
