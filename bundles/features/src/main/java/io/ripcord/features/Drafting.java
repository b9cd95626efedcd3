package io.ripcord.features;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.felix.utils.resource.CapabilitySet;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.resource.Resource;

/** Finds out, without effect, what one feature's change takes, or why it cannot be. */
final class Drafting {
    private final Bundles bundles;
    private final BundlePool pool;
    private final Rules rules;
    private final DryRun dryRun;

    Drafting(Bundles bundles, BundlePool pool, Rules rules, DryRun dryRun) {
        this.bundles = bundles;
        this.pool = pool;
        this.rules = rules;
        this.dryRun = dryRun;
    }

    /** @throws Refusal if the feature cannot be had as wanted, or not be spared */
    Blueprint draft(String name, Outlook outlook, Fetcher fetcher) throws Refusal, InterruptedException {
        var wanted = outlook.candidate(name, fetcher);
        var others = outlook.others(name, fetcher);
        var old = outlook.installed(name);
        var leaving = leaving(outlook);
        var staying = without(bundles.all(), leaving);
        var files = wanted.map(candidate -> fresh(candidate.files())).orElse(List.of());
        var beside =
                fresh(others.stream().flatMap(other -> other.files().stream()).toList());
        if (wanted.isPresent()) {
            rules.check(wanted.get(), staying, beside);
        }
        var retiring = old.map(installation -> pool.bundles(installation.feature())).orElse(List.of()).stream()
                .filter(leaving::contains)
                .toList();
        var hosts = hosts(files, staying);
        var what = wanted.map(candidate -> "Feature " + candidate.installation())
                .orElseGet(() -> "The device without feature " + name);
        var refreshed = refreshed(retiring, hosts, leaving);
        rules.checkRefresh(what, refreshed);
        var leansOn = files.isEmpty() && refreshed.isEmpty()
                ? Set.<BundleFile>of()
                : dryRun.resolve(what, without(staying, refreshed), refreshed, files, beside);
        return new Blueprint(name, old, wanted, retiring, hosts, owners(leansOn, others));
    }

    private Set<Bundle> leaving(Outlook outlook) {
        var staying = outlook.staying().stream()
                .flatMap(digest -> pool.find(digest).stream())
                .collect(Collectors.toSet());
        return new HashSet<>(without(pool.all(), staying));
    }

    private Set<Bundle> refreshed(List<Bundle> retiring, List<Bundle> hosts, Set<Bundle> leaving) {
        var causes = new ArrayList<>(retiring);
        causes.addAll(hosts);
        return new HashSet<>(without(bundles.closure(causes), leaving));
    }

    /** The files that are not installed yet. */
    private List<BundleFile> fresh(List<BundleFile> files) {
        return files.stream().filter(file -> pool.find(file.digest()).isEmpty()).toList();
    }

    /** The bundles that stay and are wired already, to which a new fragment would come. */
    private static List<Bundle> hosts(List<BundleFile> files, Collection<Bundle> staying) {
        var requirements = files.stream()
                .flatMap(file -> file.resource().getRequirements(HostNamespace.HOST_NAMESPACE).stream())
                .toList();
        return staying.stream()
                .filter(bundle -> {
                    Resource revision = bundle.adapt(BundleRevision.class);
                    return revision != null
                            && revision.getCapabilities(HostNamespace.HOST_NAMESPACE).stream()
                                    .anyMatch(host -> requirements.stream()
                                            .anyMatch(requirement -> CapabilitySet.matches(host, requirement)));
                })
                .toList();
    }

    private static Set<String> owners(Set<BundleFile> files, List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.files().stream().anyMatch(files::contains))
                .map(Candidate::name)
                .collect(Collectors.toSet());
    }

    private static List<Bundle> without(Collection<Bundle> bundles, Collection<Bundle> others) {
        return bundles.stream().filter(bundle -> !others.contains(bundle)).toList();
    }
}
