package io.ripcord.itest.features;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Throws when it starts. */
public final class FaultyActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("no fuel");
    }

    @Override
    public void stop(BundleContext context) {}
}
