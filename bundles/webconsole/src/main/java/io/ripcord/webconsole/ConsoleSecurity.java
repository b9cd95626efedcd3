package io.ripcord.webconsole;

import io.ripcord.api.domain.AdminSession;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.trust.Users.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate of Felix Web Console, asked for each request to it: our names and pages only, a user of ours, and of the pages
 * those of the allow-list. The console shows nothing while this service is away: the launcher names its id.
 */
@Component(
        service = SecurityProvider.class,
        property = {
            SecurityProvider.PROPERTY_ID + "=" + ConsoleSecurity.ID,
            "service.ranking:Integer=" + Integer.MAX_VALUE
        })
public final class ConsoleSecurity implements SecurityProvider {
    /** What the framework property {@code felix.webconsole.security.providers} demands. */
    static final String ID = "io.ripcord.trust";

    static final String ROOT = "/system/console";

    /** All below has this path: style sheets, scripts and images of the console. */
    private static final String RESOURCES = "/res";

    /** Request attribute: the user. */
    static final String USER = "io.ripcord.webconsole.user";

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSecurity.class);

    private final Entrance entrance;
    private final Sessions sessions;
    private final AdminSession adminSession;

    @Activate
    public ConsoleSecurity(
            @Reference Entrance entrance, @Reference Sessions sessions, @Reference AdminSession adminSession) {
        this.entrance = entrance;
        this.sessions = sessions;
        this.adminSession = adminSession;
    }

    @Override
    public @Nullable Object authenticate(HttpServletRequest request, HttpServletResponse response) {
        try {
            entrance.check(request, response);
            var user = user(request);
            if (user.isEmpty()) {
                askWho(request, response);
                return null;
            }
            checkAllowed(user.get(), request);
            if (label(path(request)).equals("services")) {
                Entrance.allowEvaluation(response);
            }
            request.setAttribute(USER, user.get());
            adminSession.served(request.getServletConnection().getConnectionId());
            return user.get();
        } catch (Failure e) {
            Entrance.refuse(e, response);
            return null;
        } catch (IOException e) {
            LOG.debug("The answer to {} could not be sent", request.getRemoteAddr(), e);
            return null;
        }
    }

    private Optional<User> user(HttpServletRequest request) {
        return SessionCookie.of(request).flatMap(sessions::user).or(() -> entrance.byPassword(request));
    }

    private static void checkAllowed(User user, HttpServletRequest request) {
        var path = path(request);
        if (!path.equals(RESOURCES) && !decoded(request.getRequestURI()).equals(ROOT + path)) {
            throw Failure.malformed(
                    "The address is written in a way that could be read differently; open it from the menu.");
        }
        if (!Permissions.allows(user.role(), request.getMethod(), label(path), path)) {
            throw new Failure(
                    403,
                    "role",
                    "This is not for " + user.name() + " here; edit on the page State, or ask an administrator.");
        }
    }

    /** Below the root, as the container understands it. */
    private static String path(HttpServletRequest request) {
        return Optional.ofNullable(request.getPathInfo()).orElse("");
    }

    /** As it was sent: with dots, double slashes and parameters that the container takes away. */
    private static String decoded(String uri) {
        try {
            return String.valueOf(new URI(uri).getPath());
        } catch (URISyntaxException _) {
            return "";
        }
    }

    /** The first segment. */
    private static String label(String path) {
        if (path.isEmpty()) {
            return "";
        }
        int end = path.indexOf('/', 1);
        return end < 0 ? path.substring(1) : path.substring(1, end);
    }

    /** People are shown the login page, programs the status. */
    private static void askWho(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var accepted = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        if (request.getMethod().equals("GET") && accepted.contains("text/html")) {
            response.sendRedirect("/login?next=" + URLEncoder.encode(request.getRequestURI(), StandardCharsets.UTF_8));
        } else {
            Entrance.refuse(new Failure(401, "who", "Nobody is logged in; open /login in a browser."), response);
        }
    }

    /** What a user may do is decided in {@link #authenticate} already. */
    @Override
    public boolean authorize(Object user, String role) {
        return true;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.of(request).ifPresent(sessions::end);
        SessionCookie.remove(response);
        try {
            response.sendRedirect("/login");
            response.flushBuffer();
        } catch (IOException e) {
            LOG.debug("The answer to {} could not be sent", request.getRemoteAddr(), e);
        }
    }
}
