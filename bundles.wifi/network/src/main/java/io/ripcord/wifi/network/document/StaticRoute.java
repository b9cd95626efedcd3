package io.ripcord.wifi.network.document;

import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.Address;
import io.ripcord.wifi.api.Prefix;

/**
 * A way to addresses that are behind another router.
 *
 * @param to whom it leads to
 * @param via the router, of the same family, a neighbour of the board
 */
public record StaticRoute(Prefix to, Address via) {

    static StaticRoute from(Fields fields) {
        var to = fields.value("to", 64, Prefix::parse);
        var via = fields.value("via", 64, Address::parse);
        fields.end();
        if (to.network().width() != via.width()) {
            throw fields.bad("via", "it is of another family than " + to, "write a router of the same family");
        }
        return new StaticRoute(to, via);
    }
}
