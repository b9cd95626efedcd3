package io.ripcord.features;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.trust.Admission;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Resource;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** What a feature may not do: touch the base, or take what another feature has. */
final class Rules {
    private static final List<String> BASE_PIDS = List.of("io.ripcord", "org.apache.felix", "org.osgi");
    private static final String PACKAGE = "osgi.wiring.package";

    private final Admission admission;
    private final ServiceComponentRuntime components;
    private final Configurations configurations;

    Rules(Admission admission, ServiceComponentRuntime components, Configurations configurations) {
        this.admission = admission;
        this.components = components;
        this.configurations = configurations;
    }

    /**
     * @param staying the bundles that are there beside the candidate's
     * @param beside the files that other features of the same change bring
     * @throws Refusal naming the bundle or PID that breaks a rule
     */
    void check(Candidate candidate, Collection<Bundle> staying, Collection<BundleFile> beside) throws Refusal {
        var what = "Feature " + candidate.installation();
        var base = staying.stream().filter(this::isBase).toList();
        for (var file : candidate.files()) {
            refuseBaseBundle(what, file, base);
            refuseBasePackage(what, file, base);
            refuseTwin(what, file, staying, beside);
        }
        for (var configuration : candidate.installation().feature().configurations()) {
            refusePid(what, configuration, candidate.name(), base);
        }
    }

    /** @throws Refusal if one of the bundles that must be refreshed is of the base */
    void checkRefresh(String what, Collection<Bundle> refreshed) throws Refusal {
        var base = refreshed.stream().filter(this::isBase).findFirst();
        if (base.isPresent()) {
            throw new Refusal(
                    what + " would need a refresh that reaches the base: bundle " + Bundles.name(base.get())
                            + " would stop.",
                    "Keep fragments and packages that the base is wired to out of features; the base changes as a whole.");
        }
    }

    boolean isBase(Bundle bundle) {
        return bundle.getBundleId() == 0 || admission.isBase(bundle.getBundleId());
    }

    private static void refuseBaseBundle(String what, BundleFile file, List<Bundle> base) throws Refusal {
        for (var bundle : base) {
            if (file.symbolicName().equals(bundle.getSymbolicName())) {
                throw new Refusal(
                        what + " contains " + file + ", but " + bundle.getSymbolicName()
                                + " is a bundle of the base (here in version " + bundle.getVersion() + ").",
                        "Leave it out of the feature and use the one of the base.");
            }
        }
    }

    private static void refuseBasePackage(String what, BundleFile file, List<Bundle> base) throws Refusal {
        for (var capability : file.resource().getCapabilities(PACKAGE)) {
            var name = String.valueOf(capability.getAttributes().get(PACKAGE));
            for (var bundle : base) {
                if (exports(bundle, name)) {
                    throw new Refusal(
                            what + " exports the package " + name + " from " + file + ", but the base has it in "
                                    + Bundles.name(bundle) + ".",
                            "Import the package instead of exporting it.");
                }
            }
        }
    }

    private static boolean exports(Bundle bundle, Object name) {
        Resource revision = bundle.adapt(BundleRevision.class);
        return revision != null
                && revision.getCapabilities(PACKAGE).stream()
                        .anyMatch(capability ->
                                name.equals(capability.getAttributes().get(PACKAGE)));
    }

    private static void refuseTwin(
            String what, BundleFile file, Collection<Bundle> staying, Collection<BundleFile> beside) throws Refusal {
        Optional<String> twin = staying.stream()
                .filter(bundle -> clash(
                        file,
                        bundle.getSymbolicName(),
                        bundle.getVersion().equals(file.version()),
                        isSingleton(bundle.adapt(BundleRevision.class)),
                        bundle.getLocation().equals(BundlePool.SCHEME + file.digest())))
                .map(Bundles::name)
                .findFirst()
                .or(() -> beside.stream()
                        .filter(other -> clash(
                                file,
                                other.symbolicName(),
                                other.version().equals(file.version()),
                                other.singleton(),
                                other.digest().equals(file.digest())))
                        .map(BundleFile::toString)
                        .findFirst());
        if (twin.isPresent()) {
            throw new Refusal(
                    what + " contains " + (file.singleton() ? "the singleton " : "") + file + ", but " + twin.get()
                            + " is there already and only one of the two can be.",
                    "Use the same file in both features, or give the bundle another version"
                            + (file.singleton() ? " and no singleton directive." : "."));
        }
    }

    private static boolean clash(
            BundleFile file, String otherName, boolean sameVersion, boolean otherSingleton, boolean sameFile) {
        return !sameFile
                && file.symbolicName().equals(otherName)
                && (sameVersion || (file.singleton() && otherSingleton));
    }

    private static boolean isSingleton(BundleRevision revision) {
        return revision != null
                && revision.getDeclaredCapabilities("osgi.identity").stream()
                        .anyMatch(identity ->
                                "true".equals(identity.getDirectives().get("singleton")));
    }

    private void refusePid(String what, FeatureConfiguration configuration, String feature, List<Bundle> base)
            throws Refusal {
        var pid = configuration.pid();
        boolean reserved = BASE_PIDS.stream().anyMatch(prefix -> pid.equals(prefix) || pid.startsWith(prefix + "."));
        if (reserved || componentPids(base).contains(pid)) {
            throw new Refusal(
                    what + " sets the configuration " + pid + ", which is the base's.",
                    "Remove it from the feature; the base is configured through its own domains.");
        }
        var owner = configurations.owner(configuration);
        if (owner.isPresent() && !owner.get().equals(feature)) {
            throw new Refusal(
                    what + " sets the configuration " + configuration.fullPid() + ", which "
                            + (owner.get().isEmpty() ? "the base" : "feature " + owner.get()) + " has already.",
                    "Remove it from one of the two, or make it an instance of a factory (pid~name).");
        }
    }

    private List<String> componentPids(List<Bundle> base) {
        return components.getComponentDescriptionDTOs(base.toArray(Bundle[]::new)).stream()
                .flatMap(component -> Arrays.stream(component.configurationPid))
                .toList();
    }
}
