package io.ripcord.webconsole;

import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Site;
import io.ripcord.api.rest.SiteCheck;
import io.ripcord.api.rest.Tries;
import io.ripcord.api.rest.Turnstile;
import io.ripcord.api.trust.Users;
import io.ripcord.api.trust.Users.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What every request of a browser passes, and the passwords that it may bring. */
@Component(service = Entrance.class)
public final class Entrance {
    private static final String BASIC = "Basic ";

    private static final String POLICY = "default-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private final Users users;
    private final Tries tries;
    private final Turnstile strangers = new Turnstile();
    private final Collection<Site> sites = new CopyOnWriteArrayList<>();
    private final SiteCheck site = new SiteCheck(sites);

    @Activate
    public Entrance(@Reference Users users) {
        this(users, new Tries(System::nanoTime));
    }

    Entrance(Users users, Tries tries) {
        this.users = users;
        this.tries = tries;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSite(Site added) {
        sites.add(added);
    }

    void removeSite(Site removed) {
        sites.remove(removed);
    }

    /** @throws Failure unless it asks for this device by one of its names, and from its own page or none */
    void check(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-store");
        site.check(
                Optional.ofNullable(request.getHeader("Host")).orElse(""),
                Optional.ofNullable(request.getHeader("Origin")));
        boolean browser = request.getHeader("Sec-Fetch-Site") != null
                || SessionCookie.of(request).isPresent();
        if (browser && request.getMethod().equals("POST") && request.getHeader("Origin") == null) {
            throw new Failure(403, "foreign-origin", "The browser does not say which page sent this; open it again.");
        }
    }

    /** Felix's own table of services sorts by a script that evaluates a string. */
    static void allowEvaluation(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY + "; script-src 'self' 'unsafe-inline' 'unsafe-eval'");
    }

    /** The user whose name and password the request carries (RFC 7617), for programs; browsers are never asked for it. */
    Optional<User> byPassword(HttpServletRequest request) {
        var header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            var pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1 ? Optional.empty() : login(pair.substring(0, colon), pair.substring(colon + 1), request);
        } catch (IllegalArgumentException _) {
            throw Failure.malformed("The name and password are not encoded as RFC 7617 says.");
        }
    }

    /** @throws Failure 429 when this address tried too often */
    Optional<User> login(String name, String password, HttpServletRequest request) {
        tries.take(request.getRemoteAddr());
        return users.authenticate(name, password.toCharArray(), Tries.source(request.getRemoteAddr()));
    }

    /** Lets one who has no session yet send a form. */
    Turnstile.Pass stranger(HttpServletRequest request) {
        return strangers.enter(request.getRemoteAddr());
    }

    /** Counts a try with another secret than a password. */
    void countTry(HttpServletRequest request) {
        tries.take(request.getRemoteAddr());
    }

    static void refuse(Failure failure, HttpServletResponse response) {
        try {
            var text = String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8);
            response.setStatus(failure.status());
            response.setContentType("text/plain; charset=utf-8");
            response.setContentLength(text.length);
            response.getOutputStream().write(text);
            response.flushBuffer();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the refusal could not be sent", e);
        }
    }
}
