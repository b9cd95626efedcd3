package io.ripcord.host;

import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Daemons known by a mark in their environment, which no other process has: nothing is kept on disk, so nothing can be
 * lost between a start and its record. Children inherit the mark; the daemon itself leads its session, by which children
 * are known that write over their environment.
 */
@Component
public final class LinuxDaemons implements Daemons {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final String MARK = "RIPCORD_DAEMON=";
    private static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String SESSION = "setsid";
    private static final Duration LAST_GRACE = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 10;

    private final Path state;

    @Activate
    public LinuxDaemons(@Reference Facts facts) {
        this(facts.state());
    }

    LinuxDaemons(Path state) {
        this.state = state.toAbsolutePath();
    }

    @Override
    public Optional<Daemon> find(String name) throws IOException {
        DaemonLog.of(state, checked(name)).bound();
        return marked(MARK + mark(name))
                .filter(ProcessEntry::leadsSession)
                .findFirst()
                .map(entry -> new Daemon(name, entry.pid(), entry.startTicks(), entry.argv()));
    }

    @Override
    public synchronized Daemon start(String name, List<String> argv) throws IOException {
        if (find(name).isPresent()) {
            throw new IOException("Cannot start " + name + ": it runs already; stop it first");
        }
        var log = DaemonLog.of(state, name);
        log.renew();
        List<String> words = new ArrayList<>(List.of("env", "-i", PATH, MARK + mark(name), SESSION, "--"));
        words.addAll(argv);
        var process = new ProcessBuilder(words)
                .directory(Path.of("/").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                .start();
        return begun(name, process);
    }

    /** Both {@code env} and {@code setsid} put the next program in their own place, so the id stays. */
    private Daemon begun(String name, Process process) throws IOException {
        long end = System.nanoTime() + LAST_GRACE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            var entry = ProcessEntry.read(process.pid()).filter(LinuxDaemons::isItself);
            if (entry.isPresent()) {
                return new Daemon(
                        name,
                        process.pid(),
                        entry.get().startTicks(),
                        entry.get().argv());
            }
            pause();
        }
        process.destroyForcibly();
        throw new IOException("Cannot start " + name + ": it ended at once: " + lastWords(name, 300));
    }

    private static boolean isItself(ProcessEntry entry) {
        return entry.leadsSession()
                && !entry.argv().isEmpty()
                && !entry.argv().getFirst().equals(SESSION);
    }

    @Override
    public synchronized void stop(String name, Duration grace) throws IOException, InterruptedException {
        var all = members(name);
        if (gone(all, false, grace) || gone(all, true, LAST_GRACE)) {
            return;
        }
        throw new IOException("Cannot stop " + name + ": it is there even after SIGKILL; look at its state with ps");
    }

    @Override
    public String lastWords(String name, int most) {
        return DaemonLog.of(state, checked(name)).tail(most);
    }

    /** Signals them, and those that they have begun since; true when none is there any longer. */
    private static boolean gone(Members all, boolean force, Duration grace) throws InterruptedException {
        long end = System.nanoTime() + grace.toNanos();
        for (var entry : all.alive()) {
            ProcessHandle.of(entry.pid()).ifPresent(process -> {
                var _ = force ? process.destroyForcibly() : process.destroy();
            });
        }
        while (!all.alive().isEmpty()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    private Members members(String name) {
        var mark = MARK + mark(checked(name));
        var sessions = marked(mark)
                .filter(ProcessEntry::leadsSession)
                .map(ProcessEntry::pid)
                .collect(Collectors.toSet());
        return new Members(mark, sessions);
    }

    /**
     * The processes of a daemon.
     *
     * @param sessions those of the session of a leader that has ended count, too
     */
    private record Members(String mark, Set<Long> sessions) {

        List<ProcessEntry> alive() {
            return ProcessEntry.all().stream()
                    .filter(entry -> entry.has(mark) || sessions.contains(entry.session()))
                    .toList();
        }
    }

    private static Stream<ProcessEntry> marked(String mark) {
        return ProcessEntry.all().stream().filter(entry -> entry.has(mark));
    }

    private String mark(String name) {
        return name + "@" + state;
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("it is no name of a daemon: " + name);
        }
        return name;
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the start was interrupted", e);
        }
    }
}
