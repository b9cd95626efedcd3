package io.ripcord.launcher;

/** How much of the desired state a start may carry out, after what happened to the starts before it. */
enum StartMode {
    /** Everything. */
    NORMAL,
    /** The old version of a change that was never confirmed. */
    FALLBACK,
    /** No features and no chutes; network, agent and web console only. */
    SAFE;

    /** So many bad starts in a row bring the next mode. */
    static final int PATIENCE = 3;

    /** Bad starts in a row from which on safe mode is entered, and not left by itself. */
    static final int IN_SAFE_MODE = 2 * PATIENCE;

    /**
     * The mode of the next start.
     *
     * @param badStarts starts in a row that did not reach health, 0 or more
     * @param provisional whether a change is applied that was not confirmed yet
     */
    static StartMode after(int badStarts, boolean provisional) {
        if (badStarts >= IN_SAFE_MODE) {
            return SAFE;
        }
        return provisional && badStarts >= PATIENCE ? FALLBACK : NORMAL;
    }
}
