package io.ripcord.wifi.hostapd;

import io.ripcord.api.domain.Name;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Offers one SSID on one radio, offers it otherwise, or no longer; the stations of the others notice nothing. */
final class SetAccess extends AirStep {
    private final Air air;
    private final String radio;
    private final String iface;
    private final Optional<Piece> wanted;
    private final Set<Name> needs;
    private Optional<Piece> before = Optional.empty();

    SetAccess(Air air, String radio, String iface, Optional<Piece> wanted, Set<Name> needs, String what) {
        super(what);
        this.air = air;
        this.radio = radio;
        this.iface = iface;
        this.wanted = wanted;
        this.needs = Set.copyOf(needs);
    }

    @Override
    public Set<Name> needs() {
        return needs;
    }

    @Override
    void change() throws IOException, InterruptedException {
        before = air.piece(radio, iface);
        set(wanted);
    }

    @Override
    void back() throws IOException, InterruptedException {
        set(before);
    }

    private void set(Optional<Piece> piece) throws IOException, InterruptedException {
        if (piece.isPresent()) {
            air.make(piece.get());
        } else {
            air.unmake(iface);
        }
    }
}
