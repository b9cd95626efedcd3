package io.ripcord.system;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import java.util.List;

/** The whole domain's change; another broker could cut the device off. */
record SystemUnit(UnitId id, List<Step> steps, boolean risky) implements Unit {
    SystemUnit {
        steps = List.copyOf(steps);
    }
}
