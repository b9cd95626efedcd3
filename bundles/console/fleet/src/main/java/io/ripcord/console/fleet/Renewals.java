package io.ripcord.console.fleet;

import io.ripcord.api.message.Certificate;
import io.ripcord.api.message.Renewal;
import io.ripcord.api.message.Topics;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.console.api.FleetStore;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives devices of the fleet a new certificate for the key they have; who asks for another's gets nothing. */
final class Renewals {
    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

    private final FleetAuthority authority;
    private final FleetStore store;
    private final Outlet outlet;

    Renewals(FleetAuthority authority, FleetStore store, Outlet outlet) {
        this.authority = authority;
        this.store = store;
        this.outlet = outlet;
    }

    void renew(Topics from, Renewal renewal) throws IOException, InterruptedException {
        var known = store.device(from.device()).filter(device -> device.tenant().equals(from.tenant()));
        if (known.isEmpty()) {
            LOG.warn("{} of {} is in no fleet here and gets no certificate", from.device(), from.tenant());
            return;
        }
        try {
            outlet.send(new Certificate(authority.certify(renewal.csr(), from.device(), from.tenant())).to(from));
            LOG.info("{} was given a new certificate", from.device());
        } catch (UntrustedException e) {
            LOG.warn("{} gets no certificate: {}", from.device(), e.getMessage());
        }
    }
}
