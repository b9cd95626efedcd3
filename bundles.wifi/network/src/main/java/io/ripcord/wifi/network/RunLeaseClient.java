package io.ripcord.wifi.network;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starts, changes or ends the DHCP client. It may wait long for an answer: that is no failure of the change. */
final class RunLeaseClient implements Step {
    private static final String REMEDY = "Install dhcpcd (package dhcpcd-base), and look into STATE/log";

    private final LeaseClient client;
    private final Optional<LeaseClient.Wanted> wanted;
    private final Arrangement arrangement;
    private List<String> before = List.of();

    RunLeaseClient(LeaseClient client, Optional<LeaseClient.Wanted> wanted, Arrangement arrangement) {
        this.client = client;
        this.wanted = wanted;
        this.arrangement = arrangement;
    }

    @Override
    public String what() {
        return wanted.isEmpty() ? "end the DHCP client" : "start the DHCP client";
    }

    @Override
    public Set<Name> needs() {
        return Set.of(new Name("firewall", ""));
    }

    @Override
    public void apply() throws Refusal, InterruptedException {
        try {
            before = client.running();
            if (wanted.isPresent()) {
                client.settle(wanted.get());
            }
            client.run(wanted.map(LeaseClient.Wanted::argv).orElse(List.of()));
            if (!before.isEmpty()) {
                client.forget(arrangement);
            }
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), REMEDY, e);
        }
    }

    /** The settings of the old one are still in their file: they are deleted only after a commit. */
    @Override
    public void undo() throws Refusal, InterruptedException {
        try {
            client.run(before);
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), REMEDY, e);
        }
    }
}
