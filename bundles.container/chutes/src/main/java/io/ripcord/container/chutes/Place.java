package io.ripcord.container.chutes;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Allocations;
import io.ripcord.container.api.ChuteNetwork;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Subnet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a chute is in the network: everything follows from the subnet that it was allocated.
 *
 * @param subnet one of the 4096 subnets /28 of the pool
 */
record Place(String chute, Subnet subnet) {
    private static final String KIND = "subnet";
    private static final int PREFIX = 28;
    private static final int SIZE = 1 << (32 - PREFIX);
    private static final int COUNT = 4096;
    private static final Subnet POOL = Subnet.parse("10.210.0.0/16");
    /** For a board whose own LAN lies in the usual pool. */
    private static final Subnet OTHER_POOL = Subnet.parse("10.211.0.0/16");

    static Place claim(String chute, Ipv4 lanAddress, Allocations allocations) {
        var pool = POOL.contains(lanAddress) ? OTHER_POOL : POOL;
        var owner = new UnitId(ChuteController.DOMAIN, chute).toString();
        return new Place(chute, Subnet.parse(allocations.claim(KIND, owner, candidates(pool))));
    }

    /** The bridge's name is short and never that of another chute's. */
    InterfaceName bridge() {
        return new InterfaceName("chute" + (subnet.network().bits() >>> 4 & (COUNT - 1)));
    }

    Ipv4 address() {
        return subnet.network().plus(2);
    }

    ChuteNetwork network() {
        return new ChuteNetwork(
                chute,
                "ripcord-" + chute + "-" + bridge(),
                bridge().text(),
                subnet.toString(),
                subnet.gateway().toString());
    }

    private static Stream<String> candidates(Subnet pool) {
        return IntStream.range(0, COUNT).mapToObj(i -> new Subnet(pool.network().plus(i * SIZE), PREFIX).toString());
    }
}
