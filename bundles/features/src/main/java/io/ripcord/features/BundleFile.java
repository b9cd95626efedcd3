package io.ripcord.features;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.apache.felix.utils.resource.ResourceBuilder;
import org.apache.felix.utils.resource.ResourceImpl;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.resource.Resource;

/** A bundle's verified file and what its manifest says it needs and gives. */
record BundleFile(
        Feature.Item item, Path path, String symbolicName, Version version, boolean singleton, Resource resource) {
    private static final Pattern JAVA = Pattern.compile("JavaSE-([0-9.]+)");

    /** @throws Refusal if the file is no bundle of manifest version 2 */
    static BundleFile read(Feature.Item item, Path path) throws Refusal {
        try {
            JarCheck.check(path);
            return of(item, path, headers(path));
        } catch (IOException | BundleException | IllegalArgumentException e) {
            throw new Refusal(
                    "The file of " + item.id() + " is no OSGi bundle: " + e.getMessage(),
                    "Build it as a bundle with Bundle-ManifestVersion 2 and package the feature again.",
                    e);
        }
    }

    private static Map<String, String> headers(Path path) throws IOException, BundleException {
        try (var jar = new JarFile(path.toFile())) {
            var manifest = jar.getManifest();
            if (manifest == null) {
                throw new BundleException("it has no manifest");
            }
            Map<String, String> headers = new HashMap<>();
            manifest.getMainAttributes().forEach((key, value) -> headers.put(key.toString(), value.toString()));
            return headers;
        }
    }

    private static BundleFile of(Feature.Item item, Path path, Map<String, String> headers) throws BundleException {
        var resource = new SameOnly();
        ResourceBuilder.build(resource, null, headers);
        requireJava(resource, headers);
        var identity =
                resource.getCapabilities(IdentityNamespace.IDENTITY_NAMESPACE).get(0);
        var symbolicName = headers.getOrDefault(Constants.BUNDLE_SYMBOLICNAME, "");
        return new BundleFile(
                item,
                path,
                String.valueOf(identity.getAttributes().get(IdentityNamespace.IDENTITY_NAMESPACE)),
                Version.parseVersion(
                        String.valueOf(identity.getAttributes().get(IdentityNamespace.CAPABILITY_VERSION_ATTRIBUTE))),
                symbolicName.replace(" ", "").toLowerCase(Locale.ROOT).contains(";singleton:=true"),
                resource);
    }

    /** The builder leaves the old header of required execution environments out. */
    private static void requireJava(ResourceImpl resource, Map<String, String> headers) throws BundleException {
        @SuppressWarnings("deprecation")
        var environments = headers.getOrDefault(Constants.BUNDLE_REQUIREDEXECUTIONENVIRONMENT, "");
        var filter = new StringBuilder();
        var java = JAVA.matcher(environments);
        while (java.find()) {
            filter.append("(&(osgi.ee=JavaSE)(version=").append(java.group(1)).append("))");
        }
        if (!filter.isEmpty() && resource.getRequirements("osgi.ee").isEmpty()) {
            resource.addRequirements(
                    ResourceBuilder.parseRequirement(resource, "osgi.ee;filter:=\"(|" + filter + ")\""));
        }
    }

    Digest digest() {
        return item.artifact().sha256();
    }

    boolean fragment() {
        return !resource.getRequirements("osgi.wiring.host").isEmpty();
    }

    @Override
    public String toString() {
        return symbolicName + " " + version;
    }

    /** The resolver keeps resources in maps; the library would compare and hash all they contain. */
    private static final class SameOnly extends ResourceImpl {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
