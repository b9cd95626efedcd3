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

    /** True if somebody governed the device through this path within the last minute. */
    boolean working();

    /** A confirm window opened: ask for an answer bound to this change, over a connection opened from now on. */
    void challenge(String change);

    /** True once that answer came. */
    boolean answered(String change);
}
