package io.ripcord.features;

import io.ripcord.api.change.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Resource;
import org.osgi.resource.Wire;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.Resolver;

/** Tries with the OSGi resolver, over the wirings as they are, whether a change of bundles would resolve; no effect. */
final class DryRun {
    private final Resolver resolver;

    DryRun(Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * @param what for the message
     * @param staying the bundles that stay, wired as they are
     * @param refreshed the bundles that stay, to be wired anew
     * @param wanted the files that must resolve
     * @param beside files that other units of the same change bring
     * @return the files out of {@code beside} that the wanted ones lean on
     * @throws Refusal with what is missing or conflicts
     */
    Set<BundleFile> resolve(
            String what,
            Collection<Bundle> staying,
            Collection<Bundle> refreshed,
            Collection<BundleFile> wanted,
            Collection<BundleFile> beside)
            throws Refusal {
        List<Resource> mandatory =
                new ArrayList<>(wanted.stream().map(BundleFile::resource).toList());
        refreshed.forEach(bundle -> mandatory.add(bundle.adapt(BundleRevision.class)));
        var prospect = new Prospect(
                wirings(staying),
                mandatory,
                beside.stream().map(BundleFile::resource).toList());
        try {
            return leanedOn(resolver.resolve(prospect), wanted, beside);
        } catch (ResolutionException e) {
            throw Explainer.explain(what, e, prospect);
        }
    }

    private static Map<Resource, Wiring> wirings(Collection<Bundle> bundles) {
        Map<Resource, Wiring> wirings = new HashMap<>();
        for (var bundle : bundles) {
            var wiring = bundle.adapt(BundleWiring.class);
            if (wiring != null && wiring.isCurrent()) {
                wirings.put(wiring.getRevision(), wiring);
            }
        }
        return wirings;
    }

    private static Set<BundleFile> leanedOn(
            Map<Resource, List<Wire>> wires, Collection<BundleFile> wanted, Collection<BundleFile> beside) {
        Set<BundleFile> found = new HashSet<>();
        for (var file : wanted) {
            for (var wire : wires.getOrDefault(file.resource(), List.of())) {
                beside.stream()
                        .filter(other -> other.resource().equals(wire.getProvider()))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
