package io.ripcord.webconsole;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.state.LocalSecrets;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.States;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.SecretStore;
import io.ripcord.api.trust.SecretValue;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The secrets by name and digest, and a form to set or remove one; a value goes in only. */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=" + SecretsPage.LABEL,
            "felix.webconsole.title=Secrets",
            Page.CATEGORY,
            Page.FIRST
        })
public final class SecretsPage extends Page {
    private static final long serialVersionUID = 1;
    static final String LABEL = "secrets";
    static final String PATH = ConsoleSecurity.ROOT + "/" + LABEL;
    private static final String SAID = "io.ripcord.webconsole.secrets";

    private final transient SecretStore store;
    private final transient LocalSecrets secrets;

    @Activate
    public SecretsPage(@Reference SecretStore store, @Reference States states) {
        this.store = store;
        this.secrets = new LocalSecrets(store, states);
    }

    @Override
    Html content(HttpServletRequest request) {
        var page = new Html().raw("<h1>Secrets</h1>\n");
        if (request.getAttribute(SAID) instanceof String said) {
            page.raw("<p id='said'>").text(said).raw("</p>\n");
        }
        page.raw("<table class='tablelayout'><tr><th>name</th><th>of</th><th>digest</th></tr>\n");
        for (var entry : store.list()) {
            page.raw("<tr><td>")
                    .text(entry.reference().name())
                    .raw("</td><td>")
                    .text(entry.fleets() ? "the fleet" : "this device")
                    .raw("</td><td>")
                    .text(entry.reference().digest().brief())
                    .raw("</td></tr>\n");
        }
        page.raw("</table>\n");
        return user(request).role() == Role.ADMIN ? page.raw(forms()) : page;
    }

    private static String forms() {
        return "<h2>Set</h2><form method='post' autocomplete='off'>"
                + "<input name='name' placeholder='name' maxlength='64' required> "
                + "<input type='password' name='value' placeholder='value' autocomplete='new-password' required> "
                + "<button name='action' value='set'>Set</button></form>\n"
                + "<h2>Remove</h2><form method='post'><input name='name' placeholder='name' maxlength='64' required> "
                + "<button name='action' value='remove'>Remove</button></form>\n";
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(SAID, said(request));
    }

    private String said(HttpServletRequest request) {
        var name = parameter(request, "name").orElse("");
        try {
            return switch (parameter(request, "action").orElse("")) {
                case "set" -> set(request, name);
                case "remove" ->
                    secrets.remove(name)
                            ? name + " is forgotten."
                            : "This device has no secret of its own of that name.";
                default -> "This page does not know that button.";
            };
        } catch (StateException | BadDocument e) {
            return String.valueOf(e.getMessage());
        }
    }

    private String set(HttpServletRequest request, String name) throws StateException {
        try (var value = SecretValue.of(parameter(request, "value").orElse(""))) {
            var outcome = secrets.set(name, value, user(request).name());
            return name + " is kept as " + outcome.reference().digest().brief()
                    + outcome.receipt()
                            .map(receipt -> "; change " + receipt.change() + " brings it about.")
                            .orElse("; no reference to it had to change.");
        }
    }
}
