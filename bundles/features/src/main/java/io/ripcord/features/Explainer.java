package io.ripcord.features;

import io.ripcord.api.change.Refusal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.service.resolver.ResolutionException;

/** Says in a sentence why something does not resolve, and what to do. */
final class Explainer {
    private static final Pattern TERM = Pattern.compile("(!?)\\(?\\(([^()=<>~]+)(>=|<=|=)([^()]*)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(version=([0-9.]+)\\)");

    private Explainer() {}

    /** @param what is tried: {@code feature greeter 2.0.0} */
    static Refusal explain(String what, ResolutionException failure, Prospect prospect) {
        var message = String.valueOf(failure.getMessage());
        var missing = failure.getUnresolvedRequirements();
        if (message.startsWith("Uses constraint violation") || missing == null || missing.isEmpty()) {
            return usesConflict(what, message, failure);
        }
        return missing(what, missing.iterator().next(), failure, prospect);
    }

    private static Refusal usesConflict(String what, String message, ResolutionException failure) {
        return new Refusal(
                what + " does not resolve, a uses conflict: one package would come from two bundles. "
                        + message.replaceFirst("^Uses constraint violation\\. ", "")
                                .replaceAll("\\s+", " "),
                "Build its bundles against the version of the package that stands on this device, or bring one version"
                        + " for all of them.",
                failure);
    }

    private static Refusal missing(
            String what, Requirement requirement, ResolutionException failure, Prospect prospect) {
        var who = what + " does not resolve: bundle " + name(requirement.getResource());
        var filter = requirement.getDirectives().getOrDefault("filter", "");
        return switch (requirement.getNamespace()) {
            case "osgi.ee" -> java(who, filter, failure);
            case "osgi.wiring.package" ->
                new Refusal(
                        who + " needs the package " + wanted(filter, "osgi.wiring.package")
                                + ", which no bundle here exports" + versions(requirement, prospect) + ".",
                        "Add a bundle that exports it to the feature, or correct the range of the import.",
                        failure);
            case "osgi.wiring.host" ->
                new Refusal(
                        who + " is a fragment of " + wanted(filter, "osgi.wiring.host") + ", which is not here.",
                        "Add the host bundle to the feature, or correct Fragment-Host.",
                        failure);
            case "osgi.wiring.bundle" ->
                new Refusal(
                        who + " requires the bundle " + wanted(filter, "osgi.wiring.bundle") + ", which is not here.",
                        "Add that bundle to the feature, or import its packages instead.",
                        failure);
            default ->
                new Refusal(
                        who + " needs the capability " + requirement.getNamespace() + " " + filter
                                + ", which nothing here provides.",
                        "Add a bundle that provides it to the feature.",
                        failure);
        };
    }

    private static Refusal java(String who, String filter, ResolutionException failure) {
        var version = JAVA.matcher(filter);
        return new Refusal(
                who + " needs the execution environment "
                        + (version.find() ? "Java " + version.group(1) : filter) + ", but this device runs Java "
                        + Runtime.version().feature() + ".",
                "Build the bundle for Java " + Runtime.version().feature() + " or older.",
                failure);
    }

    private static String versions(Requirement requirement, Prospect prospect) {
        var filter = requirement.getDirectives().getOrDefault("filter", "");
        var name = terms(filter, requirement.getNamespace());
        List<String> there = prospect.offered(requirement.getNamespace()).stream()
                .map(capability -> capability.getAttributes())
                .filter(attributes -> name.equals(attributes.get(requirement.getNamespace())))
                .map(attributes -> String.valueOf(attributes.get("version")))
                .distinct()
                .toList();
        return there.isEmpty() ? "" : " (here it has version " + String.join(", ", there) + ")";
    }

    /** The name in a filter with its range in words: {@code x.y from 1.0 below 2.0}. */
    private static String wanted(String filter, String key) {
        var text = new StringBuilder(terms(filter, key));
        var term = TERM.matcher(filter);
        while (term.find()) {
            if (term.group(2).endsWith("version") && term.group(3).equals(">=")) {
                text.append(term.group(1).isEmpty() ? " from " : " below ").append(term.group(4));
            }
        }
        return text.toString();
    }

    private static String terms(String filter, String key) {
        Matcher term = TERM.matcher(filter);
        while (term.find()) {
            if (term.group(2).equals(key)) {
                return term.group(4);
            }
        }
        return filter;
    }

    /** Symbolic name and version of a resource. */
    static String name(Resource resource) {
        var identity = resource.getCapabilities(IdentityNamespace.IDENTITY_NAMESPACE);
        Map<String, Object> attributes =
                identity.isEmpty() ? Map.of() : identity.get(0).getAttributes();
        return attributes.get(IdentityNamespace.IDENTITY_NAMESPACE) + " " + attributes.get("version");
    }
}
