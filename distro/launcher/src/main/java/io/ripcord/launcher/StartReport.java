package io.ripcord.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came when during a start, in milliseconds since the start of the process: phases of the launcher, bundles as they
 * begin to start, components as their services come. The framework calls it from the threads that start things.
 */
final class StartReport implements SynchronousBundleListener, ServiceListener {
    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);
    private static final String COMPONENT = "component.name";

    private final StopWatch watch;
    private final List<String> lines = new ArrayList<>();

    StartReport(StopWatch watch) {
        this.watch = watch;
    }

    void follow(BundleContext context) {
        context.addBundleListener(this);
        context.addServiceListener(this);
    }

    synchronized void note(String kind, String what) {
        lines.add(String.format(Locale.ROOT, "%6d ms %-9s %s", watch.millis(), kind, what));
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STARTING) {
            note("bundle", event.getBundle().getSymbolicName());
        }
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED
                && event.getServiceReference().getProperty(COMPONENT) instanceof String name) {
            note("component", name);
        }
    }

    /** Ends the report; a device runs without the file, too. */
    synchronized void write(BundleContext context, Path file) {
        try {
            context.removeBundleListener(this);
            context.removeServiceListener(this);
            Files.write(file, lines);
        } catch (IllegalStateException stopped) {
            LOG.debug("The framework was stopped as soon as it was started");
        } catch (IOException e) {
            LOG.warn("Cannot write {}", file, e);
        }
    }
}
