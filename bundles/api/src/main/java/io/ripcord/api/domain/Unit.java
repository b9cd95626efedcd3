package io.ripcord.api.domain;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** The planned change of one unit. Its methods are called in their order here, never by two threads at once. */
@ConsumerType
public interface Unit {

    UnitId id();

    /**
     * Fetches, verifies, builds, tries dry; has no effect on the device (artifacts in the store are none).
     *
     * @throws Refusal if the unit cannot be had as wanted
     */
    default void prepare(Fetcher fetcher) throws Refusal, InterruptedException {}

    /** The steps, in any order; they are sorted by what they need and provide. Called after prepare. */
    List<Step> steps();

    /** True if the change of this unit could cut the device off: a confirm window follows. */
    default boolean risky() {
        return false;
    }

    /** Looked at after the steps, every 100 ms or so, until it passes for {@link #steady()} or {@link #patience()} ends. */
    default Health health() {
        return new Health.Passing();
    }

    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    default Duration steady() {
        return Duration.ZERO;
    }

    /**
     * How long the unit was out of service because of this change: from the moment its old version stopped until the new
     * one, or after an undo the old one again, ran. Asked once, when the unit's change has ended either way.
     */
    default Duration gap() {
        return Duration.ZERO;
    }

    /** Deletes what is no longer needed; idempotent, forward only, called after health and confirmation. */
    default void commit() {}
}
