package io.ripcord.console.api;

import io.ripcord.api.change.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * A device as the console knows it.
 *
 * @param bootEpoch counter of the device's starts, from its last hello
 * @param generation of the fleet layer that the console wants; 0 before the first edit
 * @param settled the newest generation whose outcome the device reported
 */
public record Device(
        String id,
        String tenant,
        String deviceClass,
        String model,
        String base,
        boolean online,
        long bootEpoch,
        Instant startedAt,
        Instant lastSeen,
        long generation,
        long settled,
        Optional<Outcome> outcome) {}
