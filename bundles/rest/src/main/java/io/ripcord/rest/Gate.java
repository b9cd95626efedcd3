package io.ripcord.rest;

import io.ripcord.api.host.LocalNames;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Request;
import io.ripcord.api.rest.Route;
import io.ripcord.api.rest.Site;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.Users;
import io.ripcord.api.trust.Users.User;
import java.util.Collection;
import java.util.Optional;

/** Who comes in: only requests to one of our own names, from our own pages or none, by a user whose role is enough. */
final class Gate {
    private static final String BEARER = "Bearer ";

    private final Collection<Site> sites;
    private final Users users;

    /** @param sites those present now; may change at any time */
    Gate(Collection<Site> sites, Users users) {
        this.sites = sites;
        this.users = users;
    }

    /** Against rebound names and foreign pages; asked before anything else. */
    void checkSite(Request request) {
        if (sites.stream().noneMatch(site -> site.names().knows(request.host()))) {
            throw new Failure(
                    421,
                    "unknown-host",
                    "Nobody here is called " + printable(request.host()) + "; ask by one of the certificate's names.");
        }
        request.origin()
                .filter(origin -> !LocalNames.sameOrigin(origin, request.host()))
                .ifPresent(origin -> {
                    throw new Failure(
                            403,
                            "foreign-origin",
                            "The page " + printable(origin)
                                    + " may not use this device; open the device's own address.");
                });
    }

    /** Who asks, if the route wants to know. */
    Optional<User> admit(Route route, Request request) {
        return route.role().map(role -> {
            var user = user(request);
            if (user.role().compareTo(role) < 0) {
                throw new Failure(
                        403,
                        "role",
                        "The user " + user.name() + " is " + of(user.role()) + ", this asks for " + of(role)
                                + "; log in as one, or ask an administrator.");
            }
            return user;
        });
    }

    private User user(Request request) {
        return request.authorization()
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(value -> users.byToken(value.substring(BEARER.length()).strip()))
                .orElseThrow(
                        () -> new Failure(
                                401,
                                "who",
                                "Nobody is logged in with this token; post name and password to /api/v1/session and send the token as Authorization: Bearer."));
    }

    private static String of(Role role) {
        return switch (role) {
            case VIEWER -> "a viewer";
            case OPERATOR -> "an operator";
            case ADMIN -> "an administrator";
        };
    }

    private static String printable(String text) {
        return '"' + text.replaceAll("[^\\x20-\\x7e]", "?") + '"';
    }
}
