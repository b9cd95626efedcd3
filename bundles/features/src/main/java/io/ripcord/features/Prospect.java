package io.ripcord.features;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.utils.resource.CapabilitySet;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolveContext;

/** The framework as it would be: the wirings that stay, and beside them what would be wired anew. */
final class Prospect extends ResolveContext {
    private final Map<Resource, Wiring> wirings;
    private final List<Resource> mandatory;
    private final Map<String, List<Capability>> capabilities = new HashMap<>();

    /**
     * @param wirings what stays as it is
     * @param mandatory what must resolve
     * @param available what may resolve to serve the others
     */
    Prospect(Map<Resource, Wiring> wirings, Collection<Resource> mandatory, Collection<Resource> available) {
        this.wirings = wirings;
        this.mandatory = List.copyOf(mandatory);
        wirings.values().forEach(wiring -> offer(wiring.getResourceCapabilities(null)));
        mandatory.forEach(resource -> offer(resource.getCapabilities(null)));
        available.stream()
                .filter(resource -> !mandatory.contains(resource))
                .forEach(resource -> offer(resource.getCapabilities(null)));
    }

    private void offer(List<Capability> offered) {
        offered.forEach(capability -> capabilities
                .computeIfAbsent(capability.getNamespace(), _ -> new ArrayList<>())
                .add(capability));
    }

    /** All that is offered in a namespace, for explanations. */
    List<Capability> offered(String namespace) {
        return capabilities.getOrDefault(namespace, List.of());
    }

    @Override
    public Collection<Resource> getMandatoryResources() {
        return mandatory;
    }

    @Override
    public List<Capability> findProviders(Requirement requirement) {
        var found = new ArrayList<Capability>();
        for (var capability : offered(requirement.getNamespace())) {
            if (CapabilitySet.matches(capability, requirement) && !isClosedHost(capability)) {
                found.add(capability);
            }
        }
        found.sort(preference());
        return found;
    }

    /** A host that is wired takes no more fragments until it is refreshed. */
    private boolean isClosedHost(Capability capability) {
        return capability.getNamespace().equals(HostNamespace.HOST_NAMESPACE)
                && wirings.containsKey(capability.getResource());
    }

    /** As the framework prefers: what is wired already, then the higher version. */
    private Comparator<Capability> preference() {
        return Comparator.comparing((Capability capability) -> !wirings.containsKey(capability.getResource()))
                .thenComparing(Prospect::version, Comparator.reverseOrder());
    }

    private static Version version(Capability capability) {
        var attributes = capability.getAttributes();
        return attributes.get("version") instanceof Version version
                ? version
                : attributes.get("bundle-version") instanceof Version version ? version : Version.emptyVersion;
    }

    @Override
    public int insertHostedCapability(List<Capability> found, HostedCapability hosted) {
        int index = 0;
        while (index < found.size() && preference().compare(found.get(index), hosted) <= 0) {
            index++;
        }
        found.add(index, hosted);
        return index;
    }

    @Override
    public boolean isEffective(Requirement requirement) {
        var effective = requirement.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
        return effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE);
    }

    @Override
    public Map<Resource, Wiring> getWirings() {
        return wirings;
    }
}
