package io.ripcord.launcher;

import java.util.Collections;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.log.Logger;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Sends what bundles say to the OSGi log (SCR, Configuration Admin, events) to the one log of the device. */
final class LogForwarder extends ServiceTracker<LogReaderService, LogReaderService> implements LogListener {

    LogForwarder(BundleContext context) {
        super(context, LogReaderService.class, null);
    }

    @Override
    public LogReaderService addingService(ServiceReference<LogReaderService> reference) {
        var reader = super.addingService(reference);
        // what was said before this listener came, oldest first
        Collections.list(reader.getLog()).reversed().forEach(this::logged);
        reader.addLogListener(this);
        return reader;
    }

    @Override
    public void removedService(ServiceReference<LogReaderService> reference, LogReaderService reader) {
        reader.removeLogListener(this);
        super.removedService(reference, reader);
    }

    @Override
    public void logged(LogEntry entry) {
        LoggerFactory.getLogger(name(entry))
                .atLevel(level(entry))
                .setCause(entry.getException())
                .log(entry.getMessage());
    }

    /** Who logs without a logger of its own is named after its bundle. */
    private static String name(LogEntry entry) {
        var logger = entry.getLoggerName();
        if (logger != null && !logger.equals(Logger.ROOT_LOGGER_NAME)) {
            return logger;
        }
        return entry.getBundle() == null ? "osgi" : entry.getBundle().getSymbolicName();
    }

    private static Level level(LogEntry entry) {
        return switch (entry.getLogLevel()) {
            case AUDIT, INFO -> Level.INFO;
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }
}
