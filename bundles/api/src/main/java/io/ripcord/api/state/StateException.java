package io.ripcord.api.state;

/** An edit that is not accepted; the message says why and what to do. */
public final class StateException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why an edit was not accepted. */
    public enum Reason {
        /** It was based on another generation than the present one. */
        STALE,
        /** It writes where the fleet does not let local write. */
        NOT_YOURS,
        /** It is not believed: signature, device, class. */
        UNTRUSTED,
        /** It is too old by the device's clock; the same may be accepted once that is right. */
        EXPIRED,
        /** It is malformed or against a domain's rules. */
        INVALID,
        /** It could not be kept on disk. */
        STORAGE
    }

    private final Reason reason;

    public StateException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public StateException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
