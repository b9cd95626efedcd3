package io.ripcord.webconsole;

import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.Users;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Name and password, and then on to where one wanted to go. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/login")
public final class LoginPage extends OpenPage {
    private static final long serialVersionUID = 1;

    private final transient Entrance entrance;
    private final transient Sessions sessions;
    private final transient Users users;

    @Activate
    public LoginPage(@Reference Entrance entrance, @Reference Sessions sessions, @Reference Users users) {
        super(entrance);
        this.entrance = entrance;
        this.sessions = sessions;
        this.users = users;
    }

    @Override
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (users.list().stream().noneMatch(user -> user.role() == Role.ADMIN)) {
            response.sendRedirect("/claim");
            return;
        }
        form(request, response, 200, "");
    }

    @Override
    void submit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var user = entrance.login(parameter(request, "name"), parameter(request, "password"), request);
        if (user.isEmpty()) {
            form(request, response, 401, "Name or password is wrong.");
            return;
        }
        SessionCookie.of(request).ifPresent(sessions::end);
        SessionCookie.set(response, sessions.begin(user.get()));
        response.sendRedirect(next(request));
    }

    /** Only back into the console: a link must not lead elsewhere. */
    private static String next(HttpServletRequest request) {
        var next = parameter(request, "next");
        return next.matches(ConsoleSecurity.ROOT + "(/[A-Za-z0-9/_-]*)?") ? next : ConsoleSecurity.ROOT + "/state";
    }

    private static void form(HttpServletRequest request, HttpServletResponse response, int status, String wrong)
            throws IOException {
        send(
                response,
                status,
                "Log in",
                new Html()
                        .raw("<p class='wrong' role='alert'>")
                        .text(wrong)
                        .raw("</p><form method='post' action='/login'>")
                        .raw("<input type='hidden' name='next' value='" + Html.escape(next(request)) + "'>")
                        .raw("<label>Name <input name='name' autocomplete='username' autofocus required></label>")
                        .raw("<label>Password <input name='password' type='password'")
                        .raw(" autocomplete='current-password' required></label>")
                        .raw("<button>Log in</button></form>"));
    }
}
