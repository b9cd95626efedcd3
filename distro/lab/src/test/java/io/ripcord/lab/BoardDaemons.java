package io.ripcord.lab;

import io.ripcord.api.host.Daemons;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs a device's daemons inside a board, from a JVM outside of it; the lab ends what is left of them. */
final class BoardDaemons implements Daemons {
    private final Namespace board;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    BoardDaemons(Namespace board) {
        this.board = board;
    }

    private record Running(Daemon daemon, LiveProcess process) {}

    @Override
    public Optional<Daemon> find(String name) {
        return Optional.ofNullable(running.get(name))
                .filter(found -> found.process().alive())
                .map(Running::daemon);
    }

    @Override
    public Daemon start(String name, List<String> argv) throws IOException {
        if (find(name).isPresent()) {
            throw new IOException("Cannot start " + name + ": it runs already; stop it first");
        }
        var process = board.start(name, argv, Map.of());
        var daemon = new Daemon(name, process.pid(), 0, argv);
        running.put(name, new Running(daemon, process));
        return daemon;
    }

    @Override
    public void stop(String name, Duration grace) {
        Optional.ofNullable(running.remove(name))
                .ifPresent(found -> found.process().end(grace));
    }

    @Override
    public String lastWords(String name, int most) {
        return "";
    }
}
