package io.ripcord.api.trust;

/** A document or bundle that is not believed; the message says what, why, and what to do. */
public final class UntrustedException extends Exception {
    private static final long serialVersionUID = 1;

    public UntrustedException(String message) {
        super(message);
    }
}
