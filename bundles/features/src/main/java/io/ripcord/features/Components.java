package io.ripcord.features;

import io.ripcord.api.change.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** The Declarative Services components of features' bundles. */
final class Components {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** How a component is. */
    enum State {
        UNCONFIGURED,
        UNSATISFIED,
        SATISFIED,
        ACTIVE,
        FAILED
    }

    /**
     * One enabled component, or one of its configurations.
     *
     * @param id the component's id, another one for each activation of a configuration; 0 without one
     * @param reason why it is not satisfied or failed; empty else
     * @param delayed true if it waits for somebody to get its service
     */
    record Component(String name, Bundle bundle, State state, long id, String reason, boolean delayed) {
        @Override
        public String toString() {
            return "Component " + name + " of bundle " + Bundles.name(bundle);
        }
    }

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;
    private final Guarded guarded;

    Components(BundleContext context, ServiceComponentRuntime runtime, Guarded guarded) {
        this.context = context;
        this.runtime = runtime;
        this.guarded = guarded;
    }

    /** The enabled components of these bundles; factories, which wait for orders, are left out. */
    List<Component> of(Collection<Bundle> bundles) {
        List<Component> components = new ArrayList<>();
        for (var bundle : bundles) {
            for (var description : runtime.getComponentDescriptionDTOs(bundle)) {
                if (description.factory == null && runtime.isComponentEnabled(description)) {
                    components.addAll(of(bundle, description));
                }
            }
        }
        return components;
    }

    private List<Component> of(Bundle bundle, ComponentDescriptionDTO description) {
        var configurations = runtime.getComponentConfigurationDTOs(description);
        if (configurations.isEmpty()) {
            return List.of(
                    new Component(description.name, bundle, State.UNCONFIGURED, 0, unconfigured(description), false));
        }
        return configurations.stream()
                .map(configuration -> of(bundle, description, configuration))
                .toList();
    }

    private static Component of(
            Bundle bundle, ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        var state = switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> State.UNCONFIGURED;
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE -> State.UNSATISFIED;
            case ComponentConfigurationDTO.SATISFIED -> State.SATISFIED;
            case ComponentConfigurationDTO.ACTIVE -> State.ACTIVE;
            default -> State.FAILED;
        };
        var reason = switch (state) {
            case UNCONFIGURED -> unconfigured(description);
            case UNSATISFIED -> unsatisfied(description, configuration);
            case FAILED -> failure(configuration.failure);
            default -> "";
        };
        return new Component(description.name, bundle, state, configuration.id, reason, !description.immediate);
    }

    private static String unconfigured(ComponentDescriptionDTO description) {
        return "has no configuration " + String.join(" or ", description.configurationPid);
    }

    private static String unsatisfied(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        return "waits for "
                + Arrays.stream(configuration.unsatisfiedReferences)
                        .map(reference -> service(description, reference))
                        .collect(Collectors.joining(" and "));
    }

    private static String service(ComponentDescriptionDTO description, UnsatisfiedReferenceDTO missing) {
        var service = Arrays.stream(description.references)
                .filter(reference -> reference.name.equals(missing.name))
                .map(reference -> reference.interfaceName)
                .findFirst()
                .orElse("?");
        return "the service " + service + (missing.target == null ? "" : " with " + missing.target) + " (reference "
                + missing.name + ")";
    }

    /** The innermost cause out of a stack trace's text. */
    private static String failure(@Nullable String trace) {
        if (trace == null) {
            return "failed in activation";
        }
        var causes = trace.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .map(line -> line.substring("Caused by: ".length()))
                .toList();
        return "failed in activation: "
                + (causes.isEmpty() ? trace.lines().findFirst().orElse("") : causes.getLast());
    }

    /**
     * Gets a delayed component's service once, so that it is activated.
     *
     * @throws Refusal if it cannot be activated, within 10 s
     */
    void obtain(Component component) throws Refusal, InterruptedException {
        var reference = reference(component);
        if (reference == null) {
            return;
        }
        boolean obtained = guarded.run("activation of component " + component.name(), LIMIT, () -> {
            var service = context.getService(reference);
            context.ungetService(reference);
            return service != null;
        });
        if (!obtained && reference.getBundle() != null) {
            throw new Refusal(
                    component + " could not be activated: " + failureNow(component),
                    "Mend what its constructor or activation does; the device's log has the whole trace.");
        }
    }

    private String failureNow(Component component) {
        return of(List.of(component.bundle())).stream()
                .filter(other ->
                        other.name().equals(component.name()) && !other.reason().isEmpty())
                .map(Component::reason)
                .findFirst()
                .orElse("its service is not there when asked for");
    }

    private static @Nullable ServiceReference<?> reference(Component component) {
        var registered = component.bundle().getRegisteredServices();
        return registered == null
                ? null
                : Stream.of(registered)
                        .filter(reference -> Objects.equals(reference.getProperty("component.id"), component.id()))
                        .findFirst()
                        .orElse(null);
    }
}
