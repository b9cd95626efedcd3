package io.ripcord.api.state;

import io.ripcord.api.change.Outcome;
import java.time.Instant;

/**
 * One of the last 20 settled generations.
 *
 * @param effective the merged document of both layers as it was wanted then
 */
public record HistoryEntry(
        String change,
        long fleetGeneration,
        long localGeneration,
        Instant settled,
        String author,
        Outcome outcome,
        DesiredDocument effective,
        io.ripcord.api.json.JsonObject localLayer) {}
