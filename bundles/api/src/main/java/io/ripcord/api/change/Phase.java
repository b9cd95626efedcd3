package io.ripcord.api.change;

/** Where a change is. */
public enum Phase {
    WAITING,
    PREPARE,
    APPLY,
    HEALTH,
    CONFIRM,
    COMMIT,
    UNDO,
    DONE
}
