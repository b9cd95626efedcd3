package io.ripcord.engine;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.state.Drift;
import io.ripcord.engine.plan.Failure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one look at the device after the other found changed by hand. A unit that is changed again and again is left to
 * who changes it for a while, as two who mend against each other do only harm. Used by the engine's worker.
 */
final class Drifting {
    private static final Logger LOG = LoggerFactory.getLogger(Drifting.class);
    private static final int MANY = 3;

    private final Ground ground;
    private final Map<UnitId, Integer> inARow = new HashMap<>();
    private final Set<UnitId> found = new HashSet<>();
    private boolean looking;

    Drifting(Ground ground) {
        this.ground = ground;
    }

    void begin() {
        found.clear();
        looking = true;
    }

    /** The first step of a unit follows; during a look that means that it is not as it was left. */
    void touched(UnitId unit) {
        if (looking && found.add(unit)) {
            LOG.warn("{} is not as confirmed any more, though no change ran: it is brought back", unit);
            ground.reporter().drifted(new Drift(unit, ground.clock().instant()));
            ground.changes().poke();
        }
    }

    /**
     * Ends the look.
     *
     * @param blocked units that it left alone
     * @return units that are to be left alone for a while
     */
    Map<UnitId, Failure> end(Set<UnitId> blocked) {
        looking = false;
        inARow.keySet().removeIf(unit -> !found.contains(unit) && !blocked.contains(unit));
        found.forEach(unit -> inARow.merge(unit, 1, Integer::sum));
        if (!found.isEmpty()) {
            ground.changes().poke();
        }
        Map<UnitId, Failure> often = new LinkedHashMap<>();
        found.stream()
                .filter(unit -> inARow.getOrDefault(unit, 0) >= MANY)
                .forEach(unit -> often.put(
                        unit,
                        Failure.unconfirmed(
                                "something else changes it again and again: it was brought back " + inARow.get(unit)
                                        + " times",
                                "find out what changes it, and end that; it is brought back after a pause")));
        return often;
    }

    /** How often the unit was found changed, one look after the other. */
    int times(UnitId unit) {
        return inARow.getOrDefault(unit, 0);
    }
}
