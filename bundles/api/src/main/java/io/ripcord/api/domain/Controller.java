package io.ripcord.api.domain;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The owner of one domain: validates, expands, observes, plans. Registered as a service; may come, go and be updated
 * while the engine runs. Called by one thread of the engine at a time; validate, expand and plan are pure functions of
 * their arguments.
 */
@ConsumerType
public interface Controller {

    /** The domain's name in the document: {@code features}. */
    String domain();

    /** Version of the domain's section, 1 and up; raised when old documents would be read differently. */
    int schemaVersion();

    /** JSON Schema (2020-12) of the section. */
    JsonObject schema();

    /** Every rule that the section breaks; empty when it is good. */
    List<Problem> validate(Section section);

    /** The entries that this section puts into other domains' sections. Called only with a valid section. */
    default List<Derived> expand(JsonObject wanted, Allocations allocations) {
        return List.of();
    }

    /**
     * What is there now, whoever made it; an object that goes into reported state as it is.
     *
     * @throws IOException if it cannot be seen (within 15 s), saying why: all units of the domain fail then
     */
    JsonObject observe() throws IOException, InterruptedException;

    /** The units that differ between what is wanted and what was observed, removals included; empty when all is well. */
    List<Unit> plan(Section section, JsonObject observed, Allocations allocations);

    /** The artifacts that the section names itself or through those at hand; they are kept. */
    default Set<Artifact> artifacts(JsonObject wanted) {
        return Set.of();
    }

    /** True if a section's first-level names are units of their own; false if the whole section is one unit. */
    default boolean unitPerEntry() {
        return true;
    }

    /** True if its units run code of others in this process, which can end it: they are the first to be suspected then. */
    default boolean runsCodeOfOthers() {
        return false;
    }
}
