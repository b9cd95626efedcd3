package io.ripcord.features;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Hides retiring bundles from all others: the new version of a feature resolves beside the running old one, as if that
 * was gone, and what is left behind the curtain still runs. Safe for use by many threads.
 */
final class Curtain implements ResolverHookFactory, CollisionHook {
    private final BundleContext owner;
    private final Set<Long> hidden = ConcurrentHashMap.newKeySet();

    /** @param owner the context that installs the bundles of features */
    Curtain(BundleContext owner) {
        this.owner = owner;
    }

    void hide(Collection<Bundle> bundles) {
        bundles.forEach(bundle -> hidden.add(bundle.getBundleId()));
    }

    void show(Collection<Bundle> bundles) {
        bundles.forEach(bundle -> hidden.remove(bundle.getBundleId()));
    }

    boolean hides(Bundle bundle) {
        return hidden.contains(bundle.getBundleId());
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return new Hook();
    }

    /** Two versions of a feature may hold bundles of the same name and version for the moment of their swap. */
    @Override
    public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
        if (operation == CollisionHook.INSTALLING && target.getBundleId() == ownId()) {
            candidates.removeIf(bundle -> bundle.getLocation().startsWith(BundlePool.SCHEME));
        }
    }

    private long ownId() {
        return owner.getBundle().getBundleId();
    }

    private boolean isHidden(BundleRevision revision) {
        return hides(revision.getBundle());
    }

    private final class Hook implements ResolverHook {
        @Override
        public void filterResolvable(Collection<BundleRevision> candidates) {
            candidates.removeIf(Curtain.this::isHidden);
        }

        @Override
        public void filterSingletonCollisions(
                BundleCapability singleton, Collection<BundleCapability> collisionCandidates) {
            collisionCandidates.removeIf(other -> isHidden(other.getRevision()) != isHidden(singleton.getRevision()));
        }

        @Override
        public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
            if (!isHidden(requirement.getRevision())) {
                candidates.removeIf(candidate -> isHidden(candidate.getRevision()));
            }
        }

        @Override
        public void end() {}
    }
}
