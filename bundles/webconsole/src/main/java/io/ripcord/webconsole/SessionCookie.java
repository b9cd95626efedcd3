package io.ripcord.webconsole;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;

/** The session in the browser: over TLS only, out of reach of scripts, never sent from another site's page. */
final class SessionCookie {
    /** The prefix has browsers refuse it without Secure, with a Domain, or with another path. */
    static final String NAME = "__Host-ripcord";

    private SessionCookie() {}

    static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getCookies())
                .flatMap(cookies -> Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .findFirst());
    }

    static void set(HttpServletResponse response, String secret) {
        response.addHeader("Set-Cookie", NAME + "=" + secret + "; Path=/; Secure; HttpOnly; SameSite=Strict");
    }

    static void remove(HttpServletResponse response) {
        response.addHeader("Set-Cookie", NAME + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
    }
}
