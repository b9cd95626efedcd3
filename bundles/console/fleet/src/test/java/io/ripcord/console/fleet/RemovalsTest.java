package io.ripcord.console.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.console.api.Broker;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RemovalsTest {
    private final MemoryStore store = new MemoryStore();
    private final List<Set<String>> told = new ArrayList<>();
    private final Removals removals = new Removals(store, new NotingBroker(told), Clock.systemUTC());

    @Test
    void the_broker_is_told_at_the_start_at_each_removal_and_when_somebody_comes_back() {
        assertFalse(removals.remove("rc-none"));
        assertTrue(removals.remove(MemoryStore.DEVICE));
        assertTrue(removals.has(MemoryStore.DEVICE));
        store.enrolled(MemoryStore.DEVICE, "acme", "ap", "Box 1", "certificate", Instant.EPOCH);
        removals.enrolled(MemoryStore.DEVICE);
        assertFalse(removals.has(MemoryStore.DEVICE));
        assertEquals(List.of(Set.of(), Set.of(), Set.of(MemoryStore.DEVICE), Set.of()), told);
    }

    /** Notes whom it is to keep out. */
    private record NotingBroker(List<Set<String>> told) implements Broker {
        @Override
        public String uri() {
            return "ssl://127.0.0.1:8883";
        }

        @Override
        public String deviceUri() {
            return "ssl://10.77.0.1:8883";
        }

        @Override
        public void keepOut(Set<String> devices) {
            told.add(devices);
        }
    }
}
