package io.ripcord.webconsole;

import io.ripcord.api.trust.UntrustedException;
import io.ripcord.api.trust.Users;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The first administrator is made with the one-time admin code; afterwards the page says no to everybody. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/claim")
public final class ClaimPage extends OpenPage {
    private static final long serialVersionUID = 1;

    private final transient Entrance entrance;
    private final transient Sessions sessions;
    private final transient Users users;

    @Activate
    public ClaimPage(@Reference Entrance entrance, @Reference Sessions sessions, @Reference Users users) {
        super(entrance);
        this.entrance = entrance;
        this.sessions = sessions;
        this.users = users;
    }

    @Override
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        form(request, response, 200, "");
    }

    @Override
    void submit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        entrance.countTry(request);
        var password = parameter(request, "password");
        if (!password.equals(parameter(request, "again"))) {
            form(request, response, 422, "The passwords differ.");
            return;
        }
        try {
            var user =
                    users.claim(parameter(request, "code").strip(), parameter(request, "name"), password.toCharArray());
            SessionCookie.set(response, sessions.begin(user));
            response.sendRedirect(ConsoleSecurity.ROOT + "/state");
        } catch (UntrustedException e) {
            form(request, response, 403, e.getMessage());
        } catch (IllegalArgumentException e) {
            form(request, response, 422, e.getMessage());
        }
    }

    private static void form(
            HttpServletRequest request, HttpServletResponse response, int status, @Nullable String wrong)
            throws IOException {
        send(
                response,
                status,
                "Make the first administrator",
                new Html()
                        .raw("<p>The one-time admin code is on the device; ./ripcord up shows it.")
                        .raw(" <a href='/login'>There is an administrator already</a></p>")
                        .raw("<p class='wrong' role='alert'>")
                        .text(String.valueOf(wrong))
                        .raw("</p><form method='post' action='/claim'>")
                        .raw("<label>Admin code <input name='code' autocomplete='off' autofocus required></label>")
                        .raw("<label>Name <input name='name' autocomplete='username' required value='")
                        .raw(Html.escape(parameter(request, "name")) + "'></label>")
                        .raw("<label>New password <input name='password' type='password'")
                        .raw(" autocomplete='new-password' required></label>")
                        .raw(
                                "<label>Again <input name='again' type='password' autocomplete='new-password' required></label>")
                        .raw("<button>Make administrator</button></form>"));
    }
}
