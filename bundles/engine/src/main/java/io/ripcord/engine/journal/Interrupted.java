package io.ripcord.engine.journal;

import io.ripcord.api.change.UnitId;
import io.ripcord.engine.plan.Failure;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A change that was begun and neither committed nor ended.
 *
 * @param touched the units whose steps were begun, and when
 * @param failures the units that failed so far
 * @param resumable the units whose change was to go on after a restart
 * @param inWindow true if it waited for confirmation
 */
public record Interrupted(
        Target target,
        Map<UnitId, Instant> touched,
        Map<UnitId, Failure> failures,
        Set<UnitId> resumable,
        boolean inWindow) {

    public Interrupted {
        touched = Map.copyOf(touched);
        failures = Map.copyOf(failures);
        resumable = Set.copyOf(resumable);
    }
}
