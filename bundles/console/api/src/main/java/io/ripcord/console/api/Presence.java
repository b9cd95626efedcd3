package io.ripcord.console.api;

import java.time.Instant;

/**
 * What a device says of itself when it comes online.
 *
 * @param sequence counter of its hellos within the boot epoch
 */
public record Presence(
        String device,
        String deviceClass,
        String model,
        String base,
        long bootEpoch,
        long sequence,
        Instant startedAt,
        Instant seen) {}
