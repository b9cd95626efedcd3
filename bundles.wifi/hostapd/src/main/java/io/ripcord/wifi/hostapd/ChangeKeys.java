package io.ripcord.wifi.hostapd;

import java.io.IOException;
import java.util.Optional;

/** Changes the keys of an SSID that is offered already. */
final class ChangeKeys extends AirStep {
    private final Air air;
    private final Piece wanted;
    private Optional<Piece> before = Optional.empty();

    ChangeKeys(Air air, Piece wanted, String what) {
        super(what);
        this.air = air;
        this.wanted = wanted;
    }

    @Override
    void change() throws IOException, InterruptedException {
        before = air.piece(wanted.radio(), wanted.iface());
        air.rekey(wanted);
    }

    @Override
    void back() throws IOException, InterruptedException {
        if (before.isPresent()) {
            air.rekey(before.get());
        }
    }
}
