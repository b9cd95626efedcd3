package io.ripcord.webconsole;

import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.Users.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.felix.webconsole.servlet.AbstractServlet;

/** A page of ours in the console, which draws the menu around it. */
abstract class Page extends AbstractServlet {
    private static final long serialVersionUID = 1;

    static final String CATEGORY = "felix.webconsole.category=Device";

    /** The console's own style sheet takes the difference from headings. */
    private static final String STYLE = "<style>#content h2{font-weight:bold;margin:1em 0 .3em}"
            + "#content pre{font-family:monospace;white-space:pre-wrap}</style>\n";

    /** Before a plugin of Felix with the same label. */
    static final String FIRST = "service.ranking:Integer=1000";

    /** What stands below the menu. */
    abstract Html content(HttpServletRequest request) throws IOException;

    @Override
    public final void renderContent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var writer = response.getWriter();
        writer.print(STYLE);
        writer.print(content(request));
    }

    /** Whom the gate let in. */
    static User user(HttpServletRequest request) {
        if (request.getAttribute(ConsoleSecurity.USER) instanceof User user) {
            return user;
        }
        throw new IllegalStateException("a request came past the gate");
    }

    static boolean mayEdit(HttpServletRequest request) {
        return user(request).role().compareTo(Role.OPERATOR) >= 0;
    }

    static Optional<String> parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isEmpty());
    }
}
