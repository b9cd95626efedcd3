package io.ripcord.launcher;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * The packages that the jars beside the framework on the class path (log API, log) give to all bundles.
 * They are read from the manifests, so that their versions are those of the jars that are there.
 */
final class ClassPathPackages {
    private static final String FRAMEWORK = "org.apache.felix.framework";

    private ClassPathPackages() {}

    /** The value of {@code org.osgi.framework.system.packages.extra}. */
    static String exports(ClassLoader classPath) throws IOException {
        var exports = new ArrayList<String>();
        for (var url : Collections.list(classPath.getResources("META-INF/MANIFEST.MF"))) {
            var attributes = manifest(url).getMainAttributes();
            var packages = attributes.getValue("Export-Package");
            if (packages != null && !isFramework(attributes)) {
                exports.add(packages);
            }
        }
        Collections.sort(exports);
        return String.join(",", exports);
    }

    private static boolean isFramework(Attributes attributes) {
        return FRAMEWORK.equals(attributes.getValue("Bundle-SymbolicName"));
    }

    private static Manifest manifest(URL url) throws IOException {
        try (var in = url.openStream()) {
            return new Manifest(in);
        }
    }
}
