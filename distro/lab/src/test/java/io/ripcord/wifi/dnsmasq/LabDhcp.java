package io.ripcord.wifi.dnsmasq;

import io.ripcord.api.domain.Controller;
import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import java.nio.file.Path;

/** The controller of addresses and names for a board that this JVM is not in. */
public final class LabDhcp {

    private LabDhcp() {}

    /** @param told the folder of what a server reads while it serves, which everybody may pass to */
    public static Controller controller(Facts facts, Host host, Daemons daemons, Path told) {
        return new DhcpController(facts, host, daemons, told);
    }
}
