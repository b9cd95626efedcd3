package io.ripcord.cli.remote;

/** What was asked of a device or console is not done; the message is a sentence for the user. */
public final class RemoteFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    public RemoteFailure(String message) {
        this(0, message);
    }

    public RemoteFailure(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    /** @param status of HTTP */
    RemoteFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status of HTTP, 0 when it did not come so far. */
    public int status() {
        return status;
    }
}
