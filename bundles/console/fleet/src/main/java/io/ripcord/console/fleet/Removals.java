package io.ripcord.console.fleet;

import io.ripcord.console.api.Broker;
import io.ripcord.console.api.FleetStore;
import java.time.Clock;
import java.util.Set;

/**
 * Who is no device of this fleet any more, though its certificate still says so. The broker keeps them out; as a broker
 * is trusted with nothing, the console does not hear them either. Safe for use by many threads.
 */
final class Removals {
    private final FleetStore store;
    private final Broker broker;
    private final Clock clock;
    private volatile Set<String> removed = Set.of();

    Removals(FleetStore store, Broker broker, Clock clock) {
        this.store = store;
        this.broker = broker;
        this.clock = clock;
        look();
    }

    boolean has(String device) {
        return removed.contains(device);
    }

    /** False if there is no such device. */
    synchronized boolean remove(String device) {
        boolean known = store.remove(device, clock.instant());
        look();
        return known;
    }

    /** Somebody may have been enrolled again. */
    synchronized void enrolled(String device) {
        if (has(device)) {
            look();
        }
    }

    private void look() {
        removed = store.removed();
        broker.keepOut(removed);
    }
}
