package io.ripcord.api.host;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Programs that run on when this device process ends, however it ends, and that the next one knows again: at most one of
 * each name. Each has a session of its own, so no signal to the device process reaches it. Safe for use by many threads.
 */
@ProviderType
public interface Daemons {

    /**
     * The daemon of this name, if it runs; found also when the device process died right after it started it.
     *
     * @param name 1 to 32 lower-case letters, digits, dashes
     */
    Optional<Daemon> find(String name) throws IOException;

    /**
     * Starts a program that stays in the foreground. Its output goes to {@code STATE/log/NAME.log}, which stays below 1 MiB.
     *
     * @throws IOException if one of this name runs, or the program cannot be started
     */
    Daemon start(String name, List<String> argv) throws IOException;

    /**
     * Ends it and what it started, if it runs: SIGTERM, and SIGKILL when {@code grace} is over. Returns when it is gone.
     *
     * @throws IOException if it does not even go after SIGKILL within 5 s
     */
    void stop(String name, Duration grace) throws IOException, InterruptedException;

    /** The last of its output, at most {@code most} bytes; empty when there is none. */
    String lastWords(String name, int most);

    /**
     * A daemon that runs.
     *
     * @param startTicks when it started, in clock ticks since the machine did: tells it from a later process of the same id
     * @param argv how it was started
     */
    record Daemon(String name, long pid, long startTicks, List<String> argv) {
        public Daemon {
            argv = List.copyOf(argv);
        }
    }
}
