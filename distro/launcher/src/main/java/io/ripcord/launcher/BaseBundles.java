package io.ripcord.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundles of the list, in the framework. */
record BaseBundles(List<Bundle> bundles) {

    /** Installs each jar in place (no copy of it is made) and marks it to be started at its level. */
    static BaseBundles install(BundleContext context, Path home, BundleList list) {
        var installed = new ArrayList<Bundle>();
        var levels = context.getBundle(0).adapt(FrameworkStartLevel.class);
        int usual = levels.getInitialBundleStartLevel();
        for (var entry : list.entries()) {
            // a level that is given afterwards costs a file
            levels.setInitialBundleStartLevel(entry.startLevel());
            installed.add(install(context, home.resolve(BundleList.FOLDER).resolve(entry.file())));
        }
        levels.setInitialBundleStartLevel(usual);
        return new BaseBundles(List.copyOf(installed));
    }

    /**
     * Resolves all at once, before anything starts: what runs already may install features while others of the base are
     * still started, and Felix then may miss a provider that is there. What does not resolve is told of by {@link #missing}.
     */
    void resolve(Bundle framework) {
        framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
    }

    /** One sentence for each bundle that should run and does not; empty when the base is complete. */
    List<String> missing() {
        return bundles.stream()
                .filter(bundle -> !works(bundle))
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion() + " is " + word(bundle.getState()))
                .toList();
    }

    private static Bundle install(BundleContext context, Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new LaunchException("Cannot install " + jar + ": there is no such file; build the folder again");
        }
        try {
            var bundle = context.installBundle("reference:" + jar.toUri());
            if (!isFragment(bundle)) {
                // below its start level this only marks it
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
            return bundle;
        } catch (BundleException e) {
            throw new LaunchException(
                    "Cannot install " + jar + ": " + e.getMessage() + "; build the folder again from a resolved list",
                    e);
        }
    }

    private static boolean works(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> true;
            // lazy bundles stay there until a class of theirs is asked for
            case Bundle.STARTING -> isLazy(bundle);
            case Bundle.RESOLVED -> isFragment(bundle);
            default -> false;
        };
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
    }

    private static boolean isLazy(Bundle bundle) {
        var policy = bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY);
        return policy != null && policy.startsWith(Constants.ACTIVATION_LAZY);
    }

    private static String word(int state) {
        return switch (state) {
            case Bundle.INSTALLED -> "not resolved";
            case Bundle.RESOLVED -> "not started";
            case Bundle.STARTING -> "still starting";
            case Bundle.STOPPING -> "stopping";
            default -> "gone";
        };
    }
}
