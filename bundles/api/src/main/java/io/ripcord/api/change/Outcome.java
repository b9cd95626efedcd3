package io.ripcord.api.change;

/** How a change ended: its generation is settled with it. */
public enum Outcome {
    /** All units are as wanted. */
    APPLIED,
    /** Some units stayed at their old version; the others are as wanted. */
    PARTLY_APPLIED,
    /** Nothing was touched: a check in prepare failed. */
    REFUSED,
    /** It was applied and taken back: a step or the health gate failed, or nobody confirmed. */
    UNDONE,
    /** A newer generation came first. */
    SUPERSEDED,
    /** It could be neither applied nor undone; the message says what stands. */
    STUCK
}
