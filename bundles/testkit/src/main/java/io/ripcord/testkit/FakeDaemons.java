package io.ripcord.testkit;

import io.ripcord.api.host.Daemons;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Daemons that only say that they run; safe for use by many threads. */
public final class FakeDaemons implements Daemons {
    private final Map<String, Daemon> running = new ConcurrentHashMap<>();
    private final List<String> acts = new ArrayList<>();
    private long pids = 100;

    /** What was done, in order: {@code start dnsmasq}, {@code stop dnsmasq}. */
    public synchronized List<String> acts() {
        return List.copyOf(acts);
    }

    /** Ends one by itself, as a crash would. */
    public void crash(String name) {
        running.remove(name);
    }

    @Override
    public Optional<Daemon> find(String name) {
        return Optional.ofNullable(running.get(name));
    }

    @Override
    public synchronized Daemon start(String name, List<String> argv) throws IOException {
        if (running.containsKey(name)) {
            throw new IOException("Cannot start " + name + ": it runs already; stop it first");
        }
        acts.add("start " + name);
        var daemon = new Daemon(name, pids++, pids, argv);
        running.put(name, daemon);
        return daemon;
    }

    @Override
    public synchronized void stop(String name, Duration grace) {
        if (running.remove(name) != null) {
            acts.add("stop " + name);
        }
    }

    @Override
    public String lastWords(String name, int most) {
        return "";
    }
}
