package io.ripcord.wifi.hostapd;

import io.ripcord.api.domain.Name;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Brings a radio up with all its SSIDs, or lets go of it: every station of it is sent away. */
final class SetRadio extends AirStep {
    private final Air air;
    private final String radio;
    private final List<Piece> wanted;
    private final Set<Name> needs;
    private List<Piece> before = List.of();

    /** @param wanted its first interface first; empty to let go of it */
    SetRadio(Air air, String radio, List<Piece> wanted, Set<Name> needs, String what) {
        super(what);
        this.air = air;
        this.radio = radio;
        this.wanted = List.copyOf(wanted);
        this.needs = Set.copyOf(needs);
    }

    @Override
    public Set<Name> needs() {
        return needs;
    }

    @Override
    void change() throws IOException, InterruptedException {
        before = air.pieces(radio);
        set(wanted);
    }

    @Override
    void back() throws IOException, InterruptedException {
        set(before);
    }

    private void set(List<Piece> pieces) throws IOException, InterruptedException {
        air.unmake(Air.anchor(radio));
        for (var piece : pieces) {
            air.make(piece);
        }
        if (pieces.isEmpty()) {
            air.release(radio);
        }
    }
}
