package io.ripcord.wifi.dnsmasq.document;

import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Mac;
import java.util.Optional;

/**
 * An address that one computer always gets.
 *
 * @param name under which others find it; empty: the one that it gives itself
 */
public record StaticLease(Mac mac, Ipv4 address, Optional<HostName> name) {

    static StaticLease from(Mac mac, Fields fields) {
        var lease = new StaticLease(
                mac, fields.value("address", 15, Ipv4::parse), fields.optionalValue("name", 63, HostName::label));
        fields.end();
        return lease;
    }
}
