package io.ripcord.agent;

import java.util.Optional;

/** The confirm window as the agent sees it: which change asks, and since which connection an answer counts. */
final class Confirmation {
    static final long ASK_AGAIN = 5_000;

    private Optional<String> pending = Optional.empty();
    private Optional<String> answered = Optional.empty();
    private long firstConnection;
    private long askAt;

    void open(String change, long nextConnection) {
        pending = Optional.of(change);
        answered = Optional.empty();
        firstConnection = nextConnection;
        askAt = Long.MIN_VALUE;
    }

    boolean isOpen() {
        return pending.isPresent();
    }

    /** The change that asks, if an answer over this connection would count. */
    Optional<String> pendingSince(long connection) {
        return pending.filter(_ -> connection >= firstConnection);
    }

    Optional<String> answered() {
        return answered;
    }

    /** The change to ask about now; asked again every 5 s. */
    Optional<String> due(long now) {
        if (pending.isEmpty() || now < askAt) {
            return Optional.empty();
        }
        askAt = now + ASK_AGAIN;
        return pending;
    }

    long wakeAt() {
        return pending.isPresent() ? Math.max(0, askAt) : Long.MAX_VALUE;
    }

    /** A new connection: ask at once. */
    void connected() {
        askAt = Long.MIN_VALUE;
    }

    /** True if this answer counts. */
    boolean answer(String change, long connection) {
        if (connection < firstConnection || !pending.equals(Optional.of(change))) {
            return false;
        }
        answered = pending;
        pending = Optional.empty();
        return true;
    }

    /** The change ended: nothing is to be confirmed any more. */
    void ended(String change) {
        if (pending.equals(Optional.of(change))) {
            pending = Optional.empty();
        }
    }
}
