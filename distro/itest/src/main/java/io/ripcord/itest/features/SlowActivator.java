package io.ripcord.itest.features;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Waits too long when it starts, but heeds an interrupt. */
public final class SlowActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) throws InterruptedException {
        Thread.sleep(60_000);
    }

    @Override
    public void stop(BundleContext context) {}
}
