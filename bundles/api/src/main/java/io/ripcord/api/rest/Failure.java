package io.ripcord.api.rest;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.StateException;
import org.jspecify.annotations.Nullable;

/** A request that is not done: the status, a word for machines and a sentence for people. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String reason;

    public Failure(int status, String reason, @Nullable String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    public static Failure malformed(String message) {
        return new Failure(400, "malformed", message);
    }

    public static Failure missing(String message) {
        return new Failure(404, "missing", message);
    }

    public static Failure notNow(@Nullable String message) {
        return new Failure(503, "not-now", message);
    }

    public static Failure refused(@Nullable String message) {
        return new Failure(422, "refused", message);
    }

    /** What a domain refuses, with its remedy. */
    public static Failure of(Refusal e) {
        return refused(sentence(String.valueOf(e.getMessage())) + " " + sentence(e.remedy()));
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.isEmpty() ? text : text + ".";
    }

    public static Failure of(StateException e) {
        return switch (e.reason()) {
            case STALE -> new Failure(409, "stale", e.getMessage());
            case NOT_YOURS -> new Failure(403, "not-yours", e.getMessage());
            case UNTRUSTED -> new Failure(422, "untrusted", e.getMessage());
            case EXPIRED -> new Failure(422, "expired", e.getMessage());
            case INVALID -> new Failure(422, "invalid", e.getMessage());
            case STORAGE -> new Failure(503, "storage", e.getMessage());
        };
    }

    public int status() {
        return status;
    }

    public JsonObject json() {
        return JsonObject.EMPTY.with(
                "error", JsonObject.EMPTY.with("reason", reason).with("message", String.valueOf(getMessage())));
    }
}
