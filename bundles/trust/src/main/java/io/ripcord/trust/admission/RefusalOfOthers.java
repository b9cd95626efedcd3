package io.ripcord.trust.admission;

import java.util.Collection;
import java.util.function.Predicate;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** One run of the resolver: takes away every revision that may not resolve. */
record RefusalOfOthers(Predicate<BundleRevision> mayResolve) implements ResolverHook {

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        candidates.removeIf(mayResolve.negate());
    }

    @Override
    public void filterSingletonCollisions(
            BundleCapability singleton, Collection<BundleCapability> collisionCandidates) {}

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        // Felix attaches fragments on the way, without asking whether they may resolve: they find no host then
        if (!mayResolve.test(requirement.getRevision())) {
            candidates.clear();
        }
    }

    @Override
    public void end() {}
}
