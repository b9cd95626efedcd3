package io.ripcord.console.rest;

import io.ripcord.api.json.Fields;
import io.ripcord.api.rest.Failure;
import io.ripcord.console.api.ConsoleException;

/** What the console does not do, as an answer of REST. */
final class Failures {
    private Failures() {}

    static Failure of(ConsoleException e) {
        int status = switch (e.reason()) {
            case NOT_FOUND -> 404;
            case STALE -> 409;
            case INVALID -> 422;
            case FORBIDDEN -> 403;
            case TOO_OFTEN -> 429;
            case OFFLINE, STORAGE -> 503;
        };
        return new Failure(status, Fields.wireName(e.reason()), e.getMessage());
    }

    static Failure unknownDevice(String device) {
        return Failure.missing("No device " + device + " is in this fleet; GET devices lists them.");
    }
}
