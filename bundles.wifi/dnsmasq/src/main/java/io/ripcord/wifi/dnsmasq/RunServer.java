package io.ripcord.wifi.dnsmasq;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import java.io.IOException;
import java.util.Set;

/** Starts, changes or ends the server of one network. */
final class RunServer implements Step {
    private static final String REMEDY = "Install dnsmasq (package dnsmasq-base), and look into STATE/log";

    private final Server server;
    private final Server.Run wanted;
    private final String act;
    private final Set<Name> needs;
    private Server.Run before = Server.Run.NOT;

    private RunServer(Server server, Server.Run wanted, String act, Set<Name> needs) {
        this.server = server;
        this.wanted = wanted;
        this.act = act;
        this.needs = needs;
    }

    static RunServer ends(Server server) {
        return new RunServer(server, Server.Run.NOT, "end", Set.of(new Name("firewall", "")));
    }

    /** @param act what it means for who is served, as a verb */
    static RunServer serves(Server server, Server.Run wanted, String act, String bridge) {
        return new RunServer(server, wanted, act, Set.of(new Name("firewall", ""), new Name("bridge", bridge)));
    }

    @Override
    public String what() {
        return act + " addresses and names of network " + server.network();
    }

    @Override
    public Set<Name> needs() {
        return needs;
    }

    @Override
    public void apply() throws Refusal, InterruptedException {
        try {
            before = server.now();
            server.become(wanted);
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), REMEDY, e);
        }
    }

    /** The settings of the old one are in their file still: it bears their digest, and is deleted only after a commit. */
    @Override
    public void undo() throws Refusal, InterruptedException {
        try {
            server.become(before);
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), REMEDY, e);
        }
    }
}
