package io.ripcord.itest.features;

import io.ripcord.api.trust.Admission;
import io.ripcord.api.trust.Digest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The door of the framework, without a hook: what stood when the tests began is the base. */
final class TestAdmission implements Admission {
    final Map<String, Digest> admitted = new ConcurrentHashMap<>();
    private final Set<Long> base;

    TestAdmission(BundleContext context) {
        base = Stream.of(context.getBundles()).map(Bundle::getBundleId).collect(Collectors.toSet());
    }

    /** From now on this bundle counts as one of the base, until the end of the JVM. */
    void makeBase(Bundle bundle) {
        base.add(bundle.getBundleId());
    }

    @Override
    public void admit(String location, Digest content) {
        admitted.put(location, content);
    }

    @Override
    public void withdraw(String location) {
        admitted.remove(location);
    }

    @Override
    public boolean isBase(long bundleId) {
        return base.contains(bundleId);
    }
}
