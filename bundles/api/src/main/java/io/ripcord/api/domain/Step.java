package io.ripcord.api.domain;

import io.ripcord.api.change.Refusal;
import java.time.Duration;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One reversible act. A step keeps the old value before it acts. The engine calls apply once, then perhaps undo, also
 * after an apply that failed midway; undo must work then too. Not called by two threads at once.
 */
@ConsumerType
public interface Step {

    /** What it does, for people: {@code start container hello-web}. */
    String what();

    default Set<Name> provides() {
        return Set.of();
    }

    /** Steps that provide one of these come first; a name that no step provides is taken as there. */
    default Set<Name> needs() {
        return Set.of();
    }

    /** How long apply or undo may take before the engine gives it up, at most. */
    default Duration limit() {
        return Duration.ofSeconds(60);
    }

    void apply() throws Refusal, InterruptedException;

    void undo() throws Refusal, InterruptedException;
}
