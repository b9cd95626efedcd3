package io.ripcord.lab.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process told apart for ever by its id and its start time (clock ticks since boot), so that a number used again by another
 * process is never mistaken for it.
 */
public record LiveProcess(long pid, long started, String name) {
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    /** The process that has this id now. */
    public static Optional<LiveProcess> of(long pid, String name) {
        return Stat.of(pid).map(stat -> new LiveProcess(pid, stat.started(), name));
    }

    /** A dead process that its parent has not collected yet counts as gone. */
    public boolean alive() {
        return Stat.of(pid)
                .filter(s -> s.started() == started && s.state() != 'Z')
                .isPresent();
    }

    /** How long it has run, or zero when it is gone. */
    public Duration age() {
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> Duration.between(start, Instant.now()))
                .orElse(Duration.ZERO);
    }

    public void kill() {
        if (alive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Asks with SIGTERM, insists with SIGKILL after {@code patience}, and returns when the process is gone. */
    public void end(Duration patience) {
        if (alive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
            if (!Await.holds(patience, () -> !alive())) {
                kill();
            }
        }
        awaitGone();
    }

    public void awaitGone() {
        Await.until(AFTER_KILL, name + " (process " + pid + ") ends", () -> !alive());
    }

    private record Stat(char state, long started) {
        /** Field 2 of the file is the name in brackets, which may hold anything; fields 3 and 22 are what counts. */
        static Optional<Stat> of(long pid) {
            try {
                String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
                String[] rest = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
                return Optional.of(new Stat(rest[0].charAt(0), Long.parseLong(rest[19])));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}
