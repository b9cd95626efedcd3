package io.ripcord.trust.admission;

import io.ripcord.api.trust.Admission;
import io.ripcord.api.trust.Digest;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a bundle resolve only in the revision that was let in: that of the launcher for the base, for all others one whose
 * content is what its location was admitted with. An update makes another revision, which has to be let in anew, so no
 * order of events and threads opens a gap.
 */
@Component(
        service = {Admission.class, ResolverHookFactory.class},
        immediate = true)
public final class BundleGate implements Admission, ResolverHookFactory, SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(BundleGate.class);

    /** Read by Felix once, when its classes are loaded. */
    private static final String NO_EXTENSIONS = "felix.extensions.disable";

    private final BundleContext context;
    private final InstalledContent content;
    private final Map<Long, BundleRevision> base = new ConcurrentHashMap<>();
    private final Map<Long, BundleRevision> admitted = new ConcurrentHashMap<>();
    private final Map<String, Digest> expected = new ConcurrentHashMap<>();

    @Activate
    public BundleGate(BundleContext context) {
        requireNoExtensions();
        this.context = context;
        this.content = InstalledContent.of(context);
        long last = lastOfBase(context);
        for (var bundle : context.getBundles()) {
            var revision = revision(bundle);
            if (bundle.getBundleId() <= last && revision != null) {
                base.put(bundle.getBundleId(), revision);
            }
        }
        context.addBundleListener(this);
    }

    /** Without its door a device does not run on: somebody stopped this bundle, so the launcher starts it all again. */
    @Deactivate
    void close() {
        context.removeBundleListener(this);
        var framework = context.getBundle(0);
        if (framework.getState() != Bundle.ACTIVE) {
            return;
        }
        LOG.error("The admission of bundles was stopped while the device runs; restarting the device");
        try {
            framework.stop();
        } catch (BundleException e) {
            LOG.error("The device cannot be restarted; restart it by hand", e);
        }
    }

    @Override
    public void admit(String location, Digest digest) {
        expected.put(location, digest);
    }

    @Override
    public void withdraw(String location) {
        expected.remove(location);
        var bundle = context.getBundle(location);
        if (bundle != null) {
            admitted.remove(bundle.getBundleId());
        }
    }

    @Override
    public boolean isBase(long bundleId) {
        var bundle = context.getBundle(bundleId);
        var revision = bundle == null ? null : revision(bundle);
        return revision != null && isSame(revision, base.get(bundleId));
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new RefusalOfOthers(this::mayResolve);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        switch (event.getType()) {
            case BundleEvent.INSTALLED, BundleEvent.UPDATED -> examine(event.getBundle());
            case BundleEvent.UNINSTALLED -> admitted.remove(event.getBundle().getBundleId());
            default -> {}
        }
    }

    private boolean mayResolve(BundleRevision revision) {
        long id = revision.getBundle().getBundleId();
        return id == 0 || isSame(revision, base.get(id)) || isSame(revision, admitted.get(id));
    }

    // the very revision that was let in, not one that a framework may call equal
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(BundleRevision revision, @Nullable BundleRevision letIn) {
        return revision == letIn;
    }

    private void examine(Bundle bundle) {
        long id = bundle.getBundleId();
        admitted.remove(id);
        var revision = revision(bundle);
        var digest = expected.get(bundle.getLocation());
        if (revision != null && digest != null && content.is(bundle, digest)) {
            admitted.put(id, revision);
        } else {
            LOG.warn(
                    "Bundle {} ({} from {}) was neither of the base nor a verified artifact and will not run;"
                            + " uninstall it and install a signed feature",
                    id,
                    bundle.getSymbolicName(),
                    bundle.getLocation());
        }
    }

    private static @Nullable BundleRevision revision(Bundle bundle) {
        return bundle.adapt(BundleRevision.class);
    }

    /** Felix starts extensions of the framework while it installs them, before any hook or listener hears of them. */
    private static void requireNoExtensions() {
        if (!"true".equals(System.getProperty(NO_EXTENSIONS))) {
            throw new IllegalStateException("The system property " + NO_EXTENSIONS
                    + " is not true, so unsigned framework extensions would run; start the device by its launcher");
        }
    }

    private static long lastOfBase(BundleContext context) {
        var last = context.getProperty("ripcord.base.last");
        if (last == null) {
            throw new IllegalStateException(
                    "The framework property ripcord.base.last is missing, so no bundle is of the base; start the device"
                            + " by its launcher");
        }
        return Long.parseLong(last);
    }
}
