package io.ripcord.rest;

import io.ripcord.api.domain.AdminSession;
import io.ripcord.api.domain.ControlPath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The administrator's way to the device. A connection that served a request before the confirm window opened proves
 * nothing about the new network, so only one that was not seen before answers.
 */
@Component(service = {ControlPath.class, AdminSession.class})
public final class AdminPath implements ControlPath, AdminSession {
    private static final int CONNECTIONS = 4096;
    private static final long RECENT_NANOS = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, Boolean> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > CONNECTIONS;
        }
    };
    private boolean everServed;
    private long lastServed;
    private @Nullable String challenged;
    private Set<String> older = Set.of();
    private boolean answered;

    @Activate
    public AdminPath() {
        this(System::nanoTime);
    }

    AdminPath(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return "admin session";
    }

    @Override
    public synchronized void served(String connection) {
        seen.put(connection, true);
        everServed = true;
        lastServed = nanoTime.getAsLong();
    }

    @Override
    public synchronized boolean working() {
        return everServed && nanoTime.getAsLong() - lastServed <= RECENT_NANOS;
    }

    @Override
    public boolean takesWord() {
        return true;
    }

    @Override
    public synchronized void closed(String change) {
        if (change.equals(challenged)) {
            challenged = null;
            older = Set.of();
        }
    }

    @Override
    public synchronized void challenge(String change) {
        challenged = change;
        older = Set.copyOf(seen.keySet());
        answered = false;
    }

    @Override
    public synchronized boolean confirm(String change, String connection) {
        if (!change.equals(challenged) || older.contains(connection)) {
            return false;
        }
        answered = true;
        return true;
    }

    @Override
    public synchronized boolean answered(String change) {
        return change.equals(challenged) && answered;
    }
}
