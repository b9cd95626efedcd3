package io.ripcord.trust.admission;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Packed into bundles that must not run; leaves a trace if it does. */
public final class IntruderActivator implements BundleActivator {
    static final String TRACE = "ripcord.test.intruder";

    @Override
    public void start(BundleContext context) {
        System.setProperty(TRACE, "ran");
    }

    @Override
    public void stop(BundleContext context) {}
}
