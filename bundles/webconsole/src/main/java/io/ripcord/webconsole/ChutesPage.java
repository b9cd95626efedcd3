package io.ripcord.webconsole;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.States;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The chutes: wanted and there, with their ports and limits. */
@Component(
        service = Servlet.class,
        property = {"felix.webconsole.label=chutes", "felix.webconsole.title=Chutes", Page.CATEGORY, Page.FIRST})
public final class ChutesPage extends Page {
    private static final long serialVersionUID = 1;

    private final transient States states;

    @Activate
    public ChutesPage(@Reference States states) {
        this.states = states;
    }

    @Override
    Html content(HttpServletRequest request) {
        var domain = Domain.of(states, "chutes");
        var html =
                new Html().table("Chute", "Version", "Wanted", "Runs", "Status", "Ports", "CPU shares", "Memory", "");
        for (var name : domain.names()) {
            var wanted = domain.wanted().object(name);
            var there = domain.reported(name);
            html.raw("<tr>")
                    .element("td", name)
                    .element("td", Domain.text(there, "version"))
                    .element("td", wanted(wanted))
                    .element("td", Domain.text(there, "running"))
                    .element("td", Domain.text(there, "status"))
                    .element("td", Domain.lines(wanted.orElse(JsonObject.EMPTY), "ports", ChutesPage::port))
                    .element("td", Domain.text(wanted.orElse(JsonObject.EMPTY), "cpuShares"))
                    .element("td", Domain.text(wanted.orElse(JsonObject.EMPTY), "memory"))
                    .raw("<td><a href='" + ConsoleSecurity.ROOT + "/logs?chute=" + Html.escape(name)
                            + "'>log</a></td></tr>\n");
        }
        return html.endTable().element("p", domain.names().isEmpty() ? "There is no chute on this device." : "");
    }

    private static String wanted(Optional<JsonObject> entry) {
        return entry.map(chute -> chute.get("running").equals(Optional.of(Json.of(false))) ? "stopped" : "running")
                .orElse("no");
    }

    private static String port(JsonObject port) {
        return Domain.text(port, "lan") + " to " + Domain.text(port, "chute");
    }
}
