package io.ripcord.wifi.hostapd;

import io.ripcord.api.domain.Name;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts the board's hostapd, or ends it with all that it offers. */
final class RunHostapd extends AirStep {
    private final Air air;
    private final boolean wanted;
    private Map<String, List<Piece>> before = Map.of();

    RunHostapd(Air air, boolean wanted, String what) {
        super(what);
        this.air = air;
        this.wanted = wanted;
    }

    @Override
    public Set<Name> provides() {
        return Set.of(DAEMON);
    }

    @Override
    public Set<Name> needs() {
        return Set.of(new Name("firewall", ""));
    }

    @Override
    void change() throws IOException, InterruptedException {
        if (wanted) {
            air.hostapd().start();
            return;
        }
        before = air.everything();
        air.hostapd().stop();
        for (var radio : before.keySet()) {
            air.release(radio);
        }
    }

    @Override
    void back() throws IOException, InterruptedException {
        if (wanted) {
            air.hostapd().stop();
            return;
        }
        if (air.hostapd().running().isEmpty()) {
            air.hostapd().start();
        }
        for (var pieces : before.values()) {
            for (var piece : pieces) {
                air.make(piece);
            }
        }
    }
}
