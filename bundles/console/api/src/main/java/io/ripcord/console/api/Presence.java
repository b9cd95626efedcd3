package io.ripcord.console.api;

import java.time.Instant;

/** What a device says of itself when it comes online. */
public record Presence(
        String device,
        String deviceClass,
        String model,
        String base,
        long bootEpoch,
        Instant startedAt,
        Instant seen) {}
