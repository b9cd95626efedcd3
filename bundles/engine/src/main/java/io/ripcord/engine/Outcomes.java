package io.ripcord.engine;

import io.ripcord.api.change.Outcome;
import io.ripcord.engine.plan.Failure;
import io.ripcord.engine.run.Result;
import java.util.Collection;
import java.util.stream.Stream;

/** How a change that was not taken back ended, by what became of its units. */
final class Outcomes {
    private Outcomes() {}

    /** @param changed true if something of what was wanted came to be */
    static Outcome of(Result result, boolean changed) {
        if (result.failures().isEmpty()) {
            return Outcome.APPLIED;
        }
        var worst = worst(result.failures().values());
        boolean none = result.applied().isEmpty() && !changed;
        return none || worst == Outcome.STUCK ? worst : Outcome.PARTLY_APPLIED;
    }

    /** What is still to be tried again makes the outcome; else what was taken back. */
    static Outcome worst(Collection<Failure> failures) {
        return Stream.of(Outcome.STUCK, Outcome.UNCONFIRMED, Outcome.FAILED)
                .filter(worse -> failures.stream().anyMatch(failure -> failure.outcome() == worse))
                .findFirst()
                .orElse(Outcome.REFUSED);
    }
}
