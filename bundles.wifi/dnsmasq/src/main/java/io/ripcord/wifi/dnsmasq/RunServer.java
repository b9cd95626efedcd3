package io.ripcord.wifi.dnsmasq;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Starts, changes or ends the server of one network. */
final class RunServer implements Step {
    private static final String REMEDY = "Install dnsmasq (package dnsmasq-base), and look into STATE/log";

    private final Server server;
    private final List<String> wanted;
    private final Set<Name> needs;
    private List<String> before = List.of();

    /** @param bridge on which it serves; empty when it is only ended */
    RunServer(Server server, List<String> wanted, String bridge) {
        this.server = server;
        this.wanted = wanted;
        this.needs = bridge.isEmpty()
                ? Set.of(new Name("firewall", ""))
                : Set.of(new Name("firewall", ""), new Name("bridge", bridge));
    }

    @Override
    public String what() {
        return (wanted.isEmpty() ? "end" : "start") + " addresses and names of network " + server.network();
    }

    @Override
    public Set<Name> needs() {
        return needs;
    }

    @Override
    public void apply() throws Refusal, InterruptedException {
        try {
            before = server.running();
            server.run(wanted);
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), REMEDY, e);
        }
    }

    /** The settings of the old one are in their file still: it bears their digest, and is deleted only after a commit. */
    @Override
    public void undo() throws Refusal, InterruptedException {
        try {
            server.run(before);
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), REMEDY, e);
        }
    }
}
