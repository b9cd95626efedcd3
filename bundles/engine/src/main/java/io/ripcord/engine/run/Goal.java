package io.ripcord.engine.run;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.engine.journal.Confirmed;
import io.ripcord.engine.plan.Failure;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a run is to reach.
 *
 * @param old what units fall back to
 * @param failed units that are not even tried, and why
 * @param blocked units that are left alone
 * @param scope the domains to touch
 */
public record Goal(
        DesiredDocument target,
        Confirmed old,
        Map<UnitId, Failure> failed,
        Set<UnitId> blocked,
        Predicate<String> scope) {}
