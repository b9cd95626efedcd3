package io.ripcord.engine.run;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Unit;
import io.ripcord.engine.journal.Confirmed;
import io.ripcord.engine.plan.Failure;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a run ended.
 *
 * @param reached the target with the failed units at their old version
 * @param failures units that are not as the target wants them
 * @param troubled what could not be looked at or brought back, though nothing new was wanted of it
 * @param applied units with steps made and not taken back
 * @param units the applied units, for their commit
 */
public record Result(
        Confirmed reached,
        Map<UnitId, Failure> failures,
        Map<UnitId, Failure> troubled,
        Set<UnitId> applied,
        List<Unit> units) {}
