package io.ripcord.rest;

import io.ripcord.api.domain.AdminSession;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Request;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.rest.Turnstile;
import io.ripcord.api.trust.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Brings a request through the gate to its resource, and what goes wrong into an answer. */
final class Router {
    private final Gate gate;
    private final AdminSession session;
    private final Turnstile strangers = new Turnstile();
    private final Collection<Resource> resources;
    private final Resource index = () -> List.of(Route.of("GET", "", Role.VIEWER, _ -> Answer.ok(index())));

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
        if (found.route().role().isPresent()) {
            return answer(found, request);
        }
        try (var _ = strangers.enter(request.remote())) {
            return answer(found, request);
        }
    }

    private Answer answer(Found found, Request request) throws IOException, InterruptedException {
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
        for (var resource : all()) {
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

    private List<Resource> all() {
        var all = new ArrayList<>(resources);
        all.add(index);
        return all;
    }

    /** What this server answers to at present. */
    private JsonObject index() {
        List<Json> routes = all().stream()
                .flatMap(resource -> resource.routes().stream())
                .<Json>map(Router::describe)
                .toList();
        return JsonObject.EMPTY.with("routes", new JsonArray(routes));
    }

    private static JsonObject describe(Route route) {
        var json = JsonObject.EMPTY.with("method", route.method()).with("path", String.join("/", route.pattern()));
        return route.role()
                .map(role -> json.with("role", Fields.wireName(role)))
                .orElse(json);
    }

    private record Found(Route route, Map<String, String> names) {}
}
