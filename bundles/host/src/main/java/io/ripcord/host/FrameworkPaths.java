package io.ripcord.host;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** The folders that the launcher names in framework properties. */
final class FrameworkPaths {
    private FrameworkPaths() {}

    static Path state(BundleContext context) {
        return path(context, "ripcord.state");
    }

    static Path home(BundleContext context) {
        return path(context, "ripcord.home");
    }

    static Path etc(BundleContext context) {
        return path(context, "ripcord.etc");
    }

    private static Path path(BundleContext context, String property) {
        var value = context.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(
                    "The framework property " + property + " is missing; start the device by its launcher");
        }
        return Path.of(value).toAbsolutePath();
    }
}
