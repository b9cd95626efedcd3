package io.ripcord.rest;

import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Request;
import io.ripcord.api.rest.Route;
import io.ripcord.api.rest.Site;
import io.ripcord.api.rest.SiteCheck;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.Users;
import io.ripcord.api.trust.Users.User;
import java.util.Collection;
import java.util.Optional;

/** Who comes in: only requests to one of our own names, from our own pages or none, by a user whose role is enough. */
final class Gate {
    private static final String BEARER = "Bearer ";

    private final SiteCheck site;
    private final Users users;

    /** @param sites those present now; may change at any time */
    Gate(Collection<Site> sites, Users users) {
        this.site = new SiteCheck(sites);
        this.users = users;
    }

    /** Against rebound names and foreign pages; asked before anything else. */
    void checkSite(Request request) {
        site.check(request.host(), request.origin());
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
        return token(request)
                .flatMap(users::byToken)
                .orElseThrow(
                        () -> new Failure(
                                401,
                                "who",
                                "Nobody is logged in with this token; post name and password to /api/v1/session and send the token as Authorization: Bearer."));
    }

    /** The bearer token that a request shows. */
    static Optional<String> token(Request request) {
        return request.authorization()
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    private static String of(Role role) {
        return switch (role) {
            case VIEWER -> "a viewer";
            case OPERATOR -> "an operator";
            case ADMIN -> "an administrator";
        };
    }
}
