package io.ripcord.webconsole;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.host.Facts;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandHandler;
import io.ripcord.api.state.States;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The last lines of the device's log, or of a chute's. */
@Component(
        service = Servlet.class,
        property = {"felix.webconsole.label=logs", "felix.webconsole.title=Logs", Page.CATEGORY, Page.FIRST})
public final class LogsPage extends Page {
    private static final long serialVersionUID = 1;
    private static final int LINES = 300;

    private final transient States states;
    private final transient Path log;
    private final transient List<CommandHandler> handlers = new CopyOnWriteArrayList<>();

    @Activate
    public LogsPage(@Reference States states, @Reference Facts facts) {
        this.states = states;
        this.log = facts.state().resolve("log/device.log");
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHandler(CommandHandler handler) {
        handlers.add(handler);
    }

    void removeHandler(CommandHandler handler) {
        handlers.remove(handler);
    }

    @Override
    Html content(HttpServletRequest request) {
        var chute = parameter(request, "chute");
        var html = new Html().raw("<p><a href='?'>this device</a>");
        for (var name : Domain.of(states, "chutes").names()) {
            html.raw(" | <a href='?chute=" + Html.escape(name) + "'>")
                    .text(name)
                    .raw("</a>");
        }
        return html.raw("</p>")
                .element("h2", chute.map(name -> "Chute " + name).orElse("This device"))
                .raw("<pre id='log'>")
                .text(chute.map(this::ofChute).orElseGet(this::ofDevice))
                .raw("</pre>");
    }

    private String ofDevice() {
        try {
            return Tail.of(log, LINES);
        } catch (IOException e) {
            return "The log cannot be read: " + e.getMessage();
        }
    }

    private String ofChute(String name) {
        Optional<CommandHandler> handler = handlers.stream()
                .filter(candidate -> candidate.name().equals(Command.CHUTE_LOGS))
                .findAny();
        if (handler.isEmpty()) {
            return "Chutes are not started on this device.";
        }
        var text = new StringBuilder();
        var arguments =
                JsonObject.EMPTY.with("chute", name).with("lines", LINES).with("follow", false);
        try {
            handler.get().handle(arguments, text::append);
        } catch (BadDocument e) {
            text.append("There is no log of that name: ").append(e.getMessage());
        } catch (Refusal e) {
            text.append(e.getMessage()).append("; ").append(e.remedy());
        } catch (IOException e) {
            text.append("The log cannot be read: ").append(e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return text.toString();
    }
}
