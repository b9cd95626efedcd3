package io.ripcord.console.api;

/** Something that the console does not do; the message says what, why, and what to do. */
public final class ConsoleException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why not. */
    public enum Reason {
        NOT_FOUND,
        STALE,
        INVALID,
        FORBIDDEN,
        TOO_OFTEN,
        OFFLINE,
        STORAGE
    }

    private final Reason reason;

    public ConsoleException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ConsoleException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
