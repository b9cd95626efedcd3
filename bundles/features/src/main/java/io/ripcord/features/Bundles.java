package io.ripcord.features;

import io.ripcord.api.change.Hung;
import io.ripcord.api.change.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the framework does with bundles, each act within a deadline. */
final class Bundles {
    private static final Logger LOG = LoggerFactory.getLogger(Bundles.class);
    private static final Duration ONE = Duration.ofSeconds(10);
    private static final Duration ALL = Duration.ofSeconds(30);

    private final BundleContext context;
    private final Guarded guarded;

    Bundles(BundleContext context, Guarded guarded) {
        this.context = context;
        this.guarded = guarded;
    }

    static boolean isFragment(Bundle bundle) {
        var revision = bundle.adapt(BundleRevision.class);
        return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    /** True if it is active, or lazily waits for its first class to be asked for. */
    static boolean isRunning(Bundle bundle) {
        return bundle.getState() == Bundle.ACTIVE
                || (bundle.getState() == Bundle.STARTING
                        && bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null);
    }

    /** Starts them in this order, each within 10 s, all within 30 s; fragments and running ones are passed over. */
    void start(List<Bundle> bundles) throws Refusal, InterruptedException {
        long deadline = System.nanoTime() + ALL.toNanos();
        for (var bundle : bundles) {
            if (!isFragment(bundle) && !isRunning(bundle)) {
                var left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
                var limit = left.compareTo(ONE) < 0 ? left : ONE;
                guarded.run("start of bundle " + name(bundle), limit, () -> start(bundle));
            }
        }
    }

    /** Stops them in the opposite order, each within 10 s. */
    void stop(List<Bundle> bundles) throws Refusal, InterruptedException {
        for (var bundle : bundles.reversed()) {
            if (bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING) {
                guarded.finish("stop of bundle " + name(bundle), ONE, () -> stop(bundle));
            }
        }
    }

    /** Uninstalls it, running or not; what its code says against it is logged. */
    void uninstall(Bundle bundle) {
        try {
            guarded.run("uninstallation of bundle " + name(bundle), ONE, () -> {
                bundle.uninstall();
                return null;
            });
        } catch (Refusal e) {
            LOG.warn("{} It counts as uninstalled.", e.getMessage(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Resolves what can be resolved now, so that it need not be done while nothing runs. */
    void resolveAhead(Collection<Bundle> bundles) {
        var whole = bundles.stream().filter(bundle -> !isFragment(bundle)).toList();
        if (!whole.isEmpty() && !wiring().resolveBundles(whole)) {
            LOG.debug("Not all of {} resolve before the old version has left", whole);
        }
    }

    /** These bundles and all that are wired to them, directly or not. */
    Set<Bundle> closure(Collection<Bundle> bundles) {
        return bundles.isEmpty() ? Set.of() : new HashSet<>(wiring().getDependencyClosure(bundles));
    }

    /** Wires these bundles anew; those that ran run again afterwards. */
    void refresh(Collection<Bundle> bundles) throws Refusal, InterruptedException {
        if (bundles.isEmpty()) {
            return;
        }
        LOG.debug("Refreshing {}", bundles);
        var done = new CountDownLatch(1);
        wiring().refreshBundles(bundles, event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
            }
        });
        if (!done.await(ALL.toSeconds(), TimeUnit.SECONDS)) {
            throw new Hung("The refresh of " + bundles + " does not end.", Guarded.REMEDY);
        }
    }

    FrameworkWiring wiring() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    List<Bundle> all() {
        return List.of(context.getBundles());
    }

    static String name(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    private static @Nullable Void start(Bundle bundle) throws Refusal {
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
            return null;
        } catch (BundleException | IllegalStateException e) {
            throw new Refusal(
                    "Bundle " + name(bundle) + " does not start: " + Guarded.rootOf(e),
                    "Mend what its activator does and install the feature again.",
                    e);
        }
    }

    private static @Nullable Void stop(Bundle bundle) {
        try {
            bundle.stop();
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("Bundle {} complained while it was stopped; it counts as stopped", name(bundle), e);
        }
        return null;
    }
}
