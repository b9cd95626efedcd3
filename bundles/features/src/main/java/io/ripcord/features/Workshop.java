package io.ripcord.features;

import io.ripcord.api.change.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the steps work with.
 *
 * @param installed the features that stand, by name
 */
record Workshop(
        Bundles bundles,
        BundlePool pool,
        Curtain curtain,
        Configurations configurations,
        Rules rules,
        Guarded guarded,
        Components components,
        Checks checks,
        FeatureThreads threads,
        Map<String, Installation> installed) {
    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

    /** Tells of threads that bundles which were stopped left behind. */
    void tellOfLeftThreads(List<Bundle> stopped, Map<Long, FeatureThreads.Worker> left) {
        if (!left.isEmpty()) {
            threads.leave(left.keySet());
            LOG.warn(
                    "{} left {} threads behind when they stopped, which only a restart ends: {}",
                    stopped.stream().map(Bundles::name).toList(),
                    left.size(),
                    left.values().stream().limit(10).toList());
        }
    }

    /** Uninstalls what no installed feature holds any more. */
    void sweep() {
        var holders = installed.values().stream().map(Installation::holder).collect(Collectors.toSet());
        forget(pool.releaseAllBut(holders));
    }

    /** Lets the framework drop uninstalled bundles, unless something of the base hangs on them. */
    void forget(List<Bundle> gone) {
        var closure = bundles.closure(gone);
        if (closure.stream().anyMatch(rules::isBase)) {
            LOG.warn("{} stay in memory till the next start: the base is wired to them", gone);
            return;
        }
        try {
            bundles.refresh(gone);
        } catch (Refusal e) {
            LOG.warn("{} stay in memory till the next start", gone, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        curtain.show(gone);
    }

    /** Wires anew what is wired to {@code causes} or awaits a fragment, but not what is hidden. */
    void refreshAround(Collection<Bundle> causes, Collection<Bundle> hosts) throws Refusal, InterruptedException {
        var all = new java.util.HashSet<>(causes);
        all.addAll(hosts);
        var around = bundles.closure(all).stream()
                .filter(bundle -> !curtain.hides(bundle))
                .toList();
        rules.checkRefresh("The swap", around);
        bundles.refresh(around);
    }
}
