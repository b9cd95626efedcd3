package io.ripcord.api.domain;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way in which the device is governed (the fleet's console, an administrator's session); what worked before a risky
 * change must work again after it. Safe for use by many threads.
 */
@ConsumerType
public interface ControlPath {

    /** For people: {@code console}, {@code admin session}. */
    String name();

    /** True if the path is up and somebody was heard through it within the last minute. */
    boolean working();

    /**
     * A risky change is about to make its first step: finds out whether the path works, and notes where it leads to.
     *
     * @return true if {@link #working()} may become true within seconds
     */
    default boolean probe(String change) {
        return false;
    }

    /** True if a person can let a change stay through it though nobody was there in the minute before. */
    default boolean takesWord() {
        return false;
    }

    /** A confirm window opened: ask for an answer bound to this change, over a connection opened from now on. */
    void challenge(String change);

    /** True once that answer came. */
    boolean answered(String change);

    /**
     * True if the change provably did not cut this path, though nobody answers: what it led to before the change is
     * reached over a connection opened after it, so who answers there is away for everybody.
     */
    default boolean reached(String change) {
        return false;
    }

    /** The confirm window closed, whatever came of it: an answer counts for nothing any more. */
    default void closed(String change) {}
}
