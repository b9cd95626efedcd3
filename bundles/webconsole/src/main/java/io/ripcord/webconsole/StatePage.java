package io.ripcord.webconsole;

import io.ripcord.api.domain.AdminSession;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.Receipt;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.States;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The desired state of the device: shown, edited, looked at before it is applied, rolled back; and how a change goes. */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=" + StatePage.LABEL,
            "felix.webconsole.title=State",
            Page.CATEGORY,
            Page.FIRST
        })
public final class StatePage extends Page {
    private static final long serialVersionUID = 1;
    static final String LABEL = "state";
    static final String PATH = ConsoleSecurity.ROOT + "/" + LABEL;

    private final transient States states;
    private final transient AdminSession session;

    @Activate
    public StatePage(@Reference States states, @Reference AdminSession session) {
        this.states = states;
        this.session = session;
    }

    @Override
    Html content(HttpServletRequest request) {
        return new StateView(states, Draft.of(request, states), mayEdit(request))
                .page(parameter(request, "change"), parameter(request, "diff"));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (parameter(request, "part").equals(Optional.of("progress"))) {
            progress(request, response);
        } else {
            super.doGet(request, response);
        }
    }

    private void progress(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var change = ProgressView.find(states, parameter(request, "change"));
        if (change.filter(ProgressView::confirming).isPresent()) {
            renewConnection(response);
        }
        response.setContentType("text/html; charset=utf-8");
        response.getOutputStream()
                .write(ProgressView.of(change, mayEdit(request)).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The answer to a confirm window must come over a connection that was opened after it. */
    private static void renewConnection(HttpServletResponse response) {
        response.setHeader("Connection", "close");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            switch (parameter(request, "action").orElse("")) {
                case "apply" -> show(states.editLocal(edit(request)), response);
                case "rollback" ->
                    show(
                            states.rollback(
                                    parameter(request, "change").orElse(""),
                                    user(request).name()),
                            response);
                case "confirm" -> response.setStatus(confirmed(request, response) ? 204 : 409);
                case "stay" -> stay(request, response);
                case "preview" -> Draft.remember(request, preview(request), List.of());
                default -> Draft.remember(request, List.of(), List.of("This page does not know that button."));
            }
        } catch (StateException | BadDocument e) {
            Draft.remember(
                    request, List.of(), String.valueOf(e.getMessage()).lines().toList());
        }
    }

    private List<String> preview(HttpServletRequest request) throws StateException {
        var steps = states.preview(edit(request));
        return steps.isEmpty() ? List.of("Nothing would be done.") : steps;
    }

    private LocalEdit edit(HttpServletRequest request) {
        var local = JsonText.parseObject(parameter(request, "local").orElse(""));
        var patch = MergePatch.between(states.snapshot().local(), local);
        return new LocalEdit(basedOn(request), patch, user(request).name());
    }

    private static long basedOn(HttpServletRequest request) {
        try {
            return Long.parseLong(parameter(request, "basedOn").orElse(""));
        } catch (NumberFormatException _) {
            throw new BadDocument("basedOn", "the form does not say what it was based on", "open the page again");
        }
    }

    private static void show(Receipt receipt, HttpServletResponse response) throws IOException {
        response.sendRedirect(PATH + "?change=" + receipt.change());
    }

    private void stay(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (confirmed(request, response)) {
            response.sendRedirect(
                    PATH + "?change=" + parameter(request, "change").orElse(""));
        } else {
            Draft.remember(
                    request,
                    List.of(),
                    List.of(
                            "The change waits for no answer, or this connection is older than it; press the button again."));
        }
    }

    private boolean confirmed(HttpServletRequest request, HttpServletResponse response) {
        boolean confirmed = session.confirm(
                parameter(request, "change").orElse(""),
                request.getServletConnection().getConnectionId());
        if (!confirmed) {
            renewConnection(response);
        }
        return confirmed;
    }
}
