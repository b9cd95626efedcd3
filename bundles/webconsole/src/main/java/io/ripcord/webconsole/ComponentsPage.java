package io.ripcord.webconsole;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The components and what they wait for, to look at. */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=components",
            "felix.webconsole.title=Components",
            "felix.webconsole.category=OSGi",
            Page.FIRST
        })
public final class ComponentsPage extends Page {
    private static final long serialVersionUID = 1;

    private final transient ServiceComponentRuntime runtime;

    @Activate
    public ComponentsPage(@Reference ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    Html content(HttpServletRequest request) {
        var html = new Html().table("Component", "Bundle", "State", "Waits for");
        runtime.getComponentDescriptionDTOs().stream()
                .sorted(Comparator.comparing(component -> component.name))
                .forEach(component -> rows(html, component));
        return html.endTable();
    }

    private void rows(Html html, ComponentDescriptionDTO component) {
        var configurations = runtime.getComponentConfigurationDTOs(component);
        if (configurations.isEmpty()) {
            html.row(component.name, component.bundle.symbolicName, enabled(component), "");
        }
        for (var configuration : configurations) {
            html.row(component.name, component.bundle.symbolicName, state(configuration), waitsFor(configuration));
        }
    }

    private String enabled(ComponentDescriptionDTO component) {
        return runtime.isComponentEnabled(component) ? "needs a configuration" : "disabled";
    }

    private static String state(ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.ACTIVE -> "active";
            case ComponentConfigurationDTO.SATISFIED -> "satisfied";
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> "needs a configuration";
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> "unsatisfied";
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> "failed";
            default -> "state " + configuration.state;
        };
    }

    private static String waitsFor(ComponentConfigurationDTO configuration) {
        return Arrays.stream(configuration.unsatisfiedReferences)
                .map(reference -> reference.name)
                .collect(Collectors.joining(", "));
    }
}
