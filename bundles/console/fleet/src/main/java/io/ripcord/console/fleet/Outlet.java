package io.ripcord.console.fleet;

import io.ripcord.api.message.Packet;
import java.io.IOException;

/** Where messages to devices go. */
@FunctionalInterface
interface Outlet {

    /** @throws IOException if the broker is not reached now */
    void send(Packet packet) throws IOException, InterruptedException;
}
