package io.ripcord.engine;

import io.ripcord.api.change.Outcome;
import io.ripcord.engine.run.Result;
import java.util.Set;
import java.util.stream.Collectors;

/** How a change that was not taken back ended, by what became of its units. */
final class Outcomes {
    private Outcomes() {}

    /** @param changed true if something of what was wanted came to be */
    static Outcome of(Result result, boolean changed) {
        var failed = result.failures().values().stream()
                .map(failure -> failure.outcome())
                .collect(Collectors.toSet());
        if (failed.contains(Outcome.STUCK)) {
            return Outcome.STUCK;
        }
        if (failed.isEmpty()) {
            return Outcome.APPLIED;
        }
        return result.applied().isEmpty() && !changed ? worst(failed) : Outcome.PARTLY_APPLIED;
    }

    private static Outcome worst(Set<Outcome> failed) {
        return failed.contains(Outcome.UNDONE) ? Outcome.UNDONE : Outcome.REFUSED;
    }
}
