package io.ripcord.image;

import io.ripcord.api.host.Daemons;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the device's daemons in the machine; they end with it. */
final class GuestDaemons implements Daemons {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String START =
            "log=/run/daemon-$1.log; shift; setsid env -i PATH=\"$PATH\" \"$@\" > \"$log\" 2>&1 < /dev/null & echo $!";
    private static final String STOP = "kill $1 2>/dev/null; end=$(($(date +%s) + $2)); while [ -d /proc/$1 ]; do"
            + " [ $(date +%s) -lt $end ] || kill -s KILL -- -$1; sleep 0.2; done";

    private final Guest guest;
    private final Map<String, Daemon> started = new ConcurrentHashMap<>();

    GuestDaemons(Guest guest) {
        this.guest = guest;
    }

    @Override
    public Optional<Daemon> find(String name) {
        return Optional.ofNullable(started.get(name))
                .filter(daemon ->
                        guest.run("test", "-d", "/proc/" + daemon.pid()).ok());
    }

    @Override
    public Daemon start(String name, List<String> argv) throws IOException {
        if (find(name).isPresent()) {
            throw new IOException("Cannot start " + name + ": it runs already; stop it first");
        }
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", START, "sh", name));
        words.addAll(argv);
        var pid = guest.run(words.toArray(String[]::new)).orThrow().out().strip();
        var daemon = new Daemon(name, Long.parseLong(pid), 0, argv);
        started.put(name, daemon);
        return daemon;
    }

    @Override
    public void stop(String name, Duration grace) throws IOException, InterruptedException {
        var daemon = started.remove(name);
        if (daemon != null) {
            var patience = grace.multipliedBy(GuestHost.SLOWNESS);
            var words = List.of(
                    "/bin/sh", "-c", STOP, "sh", Long.toString(daemon.pid()), Long.toString(patience.toSeconds()));
            guest.run(words, new byte[0], LIMIT.plus(patience));
        }
    }

    @Override
    public String lastWords(String name, int most) {
        return guest.run("tail", "-c", Integer.toString(most), "/run/daemon-" + name + ".log")
                .out();
    }
}
