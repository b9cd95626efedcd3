package io.ripcord.wifi.dnsmasq;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.wifi.api.ServedNetwork;
import io.ripcord.wifi.dnsmasq.document.Served;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of the network plane that lends addresses and answers for names. */
final class DhcpUnit implements Unit {
    private static final Logger LOG = LoggerFactory.getLogger(DhcpUnit.class);

    private final List<Wanted> changed;
    private final List<Server> ended;
    private final List<String> nowhere;

    /**
     * A server that should run so.
     *
     * @param time whether the board tells this network the time
     * @param before what the one that runs was started with; empty when none does
     */
    record Wanted(Server server, ServedNetwork network, Served served, boolean time, List<String> before) {
        Wanted {
            before = List.copyOf(before);
        }

        String settings() {
            return server.settings(network, served);
        }

        Server.Run run() {
            return new Server.Run(server.argv(settings()), told());
        }

        Told told() {
            return Told.of(network, served, time);
        }

        /** Whether the one that runs need only be told. */
        boolean stays() {
            return before.equals(run().argv());
        }

        /** Who reads a plan learns from it what is disturbed. */
        RunServer step() {
            var act = stays() ? "change" : before.isEmpty() ? "start" : "restart (some 20 ms without answers)";
            return RunServer.serves(server, run(), act, network.bridge().text());
        }
    }

    /** @param nowhere names of networks that should be served, and are not there */
    DhcpUnit(List<Wanted> changed, List<Server> ended, List<String> nowhere) {
        this.nowhere = List.copyOf(nowhere);
        this.changed = List.copyOf(changed);
        this.ended = List.copyOf(ended);
    }

    @Override
    public UnitId id() {
        return UnitId.whole(DhcpController.DOMAIN);
    }

    @Override
    public void prepare(Fetcher fetcher) throws Refusal, InterruptedException {
        if (!nowhere.isEmpty()) {
            throw new Refusal(
                    "The board has no network " + String.join(", ", nowhere) + " with an IPv4 address to serve",
                    "Add it to the section network, or take it out of the section dhcp");
        }
        try {
            for (var wanted : changed) {
                wanted.server().settle(wanted.network(), wanted.served(), wanted.told());
            }
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), "Install dnsmasq (package dnsmasq-base)", e);
        }
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        ended.forEach(server -> steps.add(RunServer.ends(server)));
        changed.forEach(wanted -> steps.add(wanted.step()));
        return steps;
    }

    /** One that cannot serve (its port is taken) says so and ends at once. */
    @Override
    public Health health() {
        try {
            for (var wanted : changed) {
                if (wanted.server().running().isEmpty()) {
                    return new Health.Failing(
                            "dnsmasq of network " + wanted.server().network() + " ended: "
                                    + wanted.server().lastWords(),
                            "Look who else has port 53 or 67 of this network");
                }
            }
            return new Health.Passing();
        } catch (IOException e) {
            return new Health.Waiting(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(5);
    }

    /** One that was only told serves on as it did. */
    @Override
    public Duration steady() {
        return changed.stream().allMatch(Wanted::stays) ? Duration.ZERO : Duration.ofMillis(300);
    }

    @Override
    public void commit() {
        for (var wanted : changed) {
            try {
                wanted.server().tidy(wanted.settings());
            } catch (IOException e) {
                LOG.warn("old settings of dnsmasq stay until the next change: {}", e.getMessage());
            }
        }
    }
}
