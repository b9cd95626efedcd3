package io.ripcord.api.change;

/** How a change ended: its generation is settled with it. */
public enum Outcome {
    /** All units are as wanted. */
    APPLIED,
    /** Some units stayed at their old version; the others are as wanted. */
    PARTLY_APPLIED,
    /** Nothing was touched: what was wanted breaks a rule, or a check in prepare failed. Not tried again. */
    REFUSED,
    /** It was tried and taken back: a step or the health gate failed. Not tried again. */
    FAILED,
    /**
     * Nothing speaks against it: nobody answered in its confirm window, a restart or power cut came, or something around
     * it was missing. It is as before, and tried again by itself at most three times.
     */
    UNCONFIRMED,
    /** A newer generation came first. */
    SUPERSEDED,
    /** It could be neither applied nor undone; the message says what stands. */
    STUCK
}
