package io.ripcord.wifi.nftables;

import io.ripcord.api.host.Facts;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;

/**
 * What of the board the base rules are about.
 *
 * @param https the port of the device's own pages
 */
record Board(InterfaceName lan, Ipv4 address, InterfaceName wan, int https) {

    /** @throws io.ripcord.api.json.BadDocument if the board's facts name no interface or address */
    static Board of(Facts facts) {
        return new Board(
                new InterfaceName(facts.lanInterface()),
                Ipv4.parse(facts.lanAddress()),
                new InterfaceName(facts.wanInterface()),
                facts.httpsPort());
    }
}
