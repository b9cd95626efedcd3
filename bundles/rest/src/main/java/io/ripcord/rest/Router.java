package io.ripcord.rest;

import io.ripcord.api.domain.AdminSession;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Request;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** Brings a request through the gate to its resource, and what goes wrong into an answer. */
final class Router {
    private final Gate gate;
    private final AdminSession session;
    private final Collection<Resource> resources;

    /** @param resources those present now; may change at any time */
    Router(Gate gate, AdminSession session, Collection<Resource> resources) {
        this.gate = gate;
        this.session = session;
        this.resources = resources;
    }

    /** @throws Failure with the status to answer */
    Answer answer(Request request) throws IOException, InterruptedException {
        gate.checkSite(request);
        var found = find(request);
        var user = gate.admit(found.route(), request);
        try {
            var answer = found.route().handler().answer(new Call(request, found.names(), user));
            user.ifPresent(_ -> session.served(request.connection()));
            return answer;
        } catch (BadDocument e) {
            throw Failure.malformed("The request is malformed: " + e.getMessage() + ".");
        }
    }

    private Found find(Request request) {
        boolean pathKnown = false;
        for (var resource : resources) {
            for (var route : resource.routes()) {
                var names = route.match(request.path());
                if (names.isPresent() && route.method().equals(request.method())) {
                    return new Found(route, names.get());
                }
                pathKnown |= names.isPresent();
            }
        }
        if (pathKnown) {
            throw new Failure(405, "method", "This resource does not answer to " + request.method() + ".");
        }
        throw Failure.missing("There is no such resource here, or the service behind it is not started yet; look into"
                + " distro/docs/rest.md, or ask again in a few seconds.");
    }

    private record Found(Route route, Map<String, String> names) {}
}
