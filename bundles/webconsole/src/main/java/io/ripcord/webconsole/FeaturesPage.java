package io.ripcord.webconsole;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.States;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The features: wanted and there, with their bundles and components. */
@Component(
        service = Servlet.class,
        property = {"felix.webconsole.label=features", "felix.webconsole.title=Features", Page.CATEGORY, Page.FIRST})
public final class FeaturesPage extends Page {
    private static final long serialVersionUID = 1;

    private final transient States states;

    @Activate
    public FeaturesPage(@Reference States states) {
        this.states = states;
    }

    @Override
    Html content(HttpServletRequest request) {
        var domain = Domain.of(states, "features");
        var html = new Html().table("Feature", "Version", "Wanted", "Runs", "Bundles", "Components");
        for (var name : domain.names()) {
            var there = domain.reported(name);
            html.row(
                    name,
                    Domain.text(there, "version"),
                    domain.wanted().get(name).isPresent() ? "yes" : "no",
                    Domain.text(there, "running"),
                    Domain.lines(there, "bundles", FeaturesPage::bundle),
                    Domain.lines(there, "components", FeaturesPage::component));
        }
        return html.endTable().element("p", domain.names().isEmpty() ? "There is no feature on this device." : "");
    }

    private static String bundle(JsonObject bundle) {
        return Domain.text(bundle, "name") + " " + Domain.text(bundle, "version") + " " + Domain.text(bundle, "state");
    }

    private static String component(JsonObject component) {
        return Domain.text(component, "name") + " " + Domain.text(component, "state")
                + component.string("reason").map(reason -> " (" + reason + ")").orElse("");
    }
}
