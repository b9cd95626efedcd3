package io.ripcord.features;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.trust.Admission;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of all features, one for each file, with who holds it: it is installed for its first holder and goes with
 * its last. Changed by one thread at a time.
 */
final class BundlePool {
    static final String SCHEME = "ripcord:";
    private static final Logger LOG = LoggerFactory.getLogger(BundlePool.class);

    private record Held(Bundle bundle, Set<String> holders) {}

    private final BundleContext context;
    private final Bundles bundles;
    private final Admission admission;
    private final Map<Digest, Held> pool = new ConcurrentHashMap<>();

    BundlePool(BundleContext context, Bundles bundles, Admission admission) {
        this.context = context;
        this.bundles = bundles;
        this.admission = admission;
    }

    Optional<Bundle> find(Digest digest) {
        return Optional.ofNullable(pool.get(digest)).map(Held::bundle);
    }

    /** The feature's bundles that are installed, in the order of their start. */
    List<Bundle> bundles(Feature feature) {
        return feature.bundles().stream()
                .flatMap(item -> find(item.artifact().sha256()).stream())
                .toList();
    }

    /** All bundles of features, whoever holds them. */
    List<Bundle> all() {
        return pool.values().stream().map(Held::bundle).toList();
    }

    /**
     * Has the holder hold the bundle, installing it if nobody did.
     *
     * @return false if it held it already
     */
    boolean hold(BundleFile file, String holder) throws Refusal {
        var held = pool.get(file.digest());
        if (held == null) {
            held = new Held(install(file), new HashSet<>());
            pool.put(file.digest(), held);
        }
        return held.holders().add(holder);
    }

    /** True if somebody else holds it too. */
    boolean heldBeside(Digest digest, String holder) {
        var held = pool.get(digest);
        return held != null && held.holders().stream().anyMatch(other -> !other.equals(holder));
    }

    /** Takes the hold back; a bundle that nobody holds is uninstalled and returned, for a refresh. */
    Optional<Bundle> release(Digest digest, String holder) {
        var held = pool.get(digest);
        if (held == null || !held.holders().remove(holder) || !held.holders().isEmpty()) {
            return Optional.empty();
        }
        pool.remove(digest);
        uninstall(held.bundle());
        return Optional.of(held.bundle());
    }

    /** Takes back the holds of all but these holders; the bundles that are uninstalled by it, for a refresh. */
    List<Bundle> releaseAllBut(Collection<String> holders) {
        List<Bundle> gone = new ArrayList<>();
        for (var entry : List.copyOf(pool.entrySet())) {
            for (var holder : List.copyOf(entry.getValue().holders())) {
                if (!holders.contains(holder)) {
                    release(entry.getKey(), holder).ifPresent(gone::add);
                }
            }
        }
        return gone;
    }

    /** Uninstalls the bundles of features that an earlier life of this component left: nobody knows whose they are. */
    void removeStrays() {
        for (var bundle : context.getBundles()) {
            if (bundle.getLocation().startsWith(SCHEME) && !all().contains(bundle)) {
                LOG.info("Uninstalling {}: it is of no feature that is known", Bundles.name(bundle));
                uninstall(bundle);
            }
        }
    }

    private Bundle install(BundleFile file) throws Refusal {
        var location = SCHEME + file.digest();
        admission.admit(location, file.digest());
        try (var content = Files.newInputStream(file.path())) {
            return context.installBundle(location, content);
        } catch (BundleException | IOException e) {
            admission.withdraw(location);
            throw new Refusal(
                    "Bundle " + file + " cannot be installed: " + e.getMessage(),
                    "Check the device's disk; if the bundle is at fault, mend it and package the feature again.",
                    e);
        }
    }

    private void uninstall(Bundle bundle) {
        bundles.uninstall(bundle);
        admission.withdraw(bundle.getLocation());
    }
}
