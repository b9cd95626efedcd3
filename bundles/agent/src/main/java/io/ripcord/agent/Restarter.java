package io.ripcord.agent;

import io.ripcord.api.host.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Restarts the device process once for each command: the id is kept on disk, for the command may come again after it. */
final class Restarter {
    private static final long PAUSE_MILLIS = 1_000;

    private final Host host;
    private final Path file;
    private final Optional<Path> safeModeExit;

    /** @param safeModeExit to be written for a start with all again; empty outside of safe mode */
    Restarter(Host host, Path folder, Optional<Path> safeModeExit) {
        this.host = host;
        this.safeModeExit = safeModeExit;
        this.file = folder.resolve("restarted-by");
    }

    /** The command that caused the last restart. */
    Optional<String> last() {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Restarts in a second, so that the command's result goes out first. */
    void restart(String command) {
        try {
            host.write(file, command.getBytes(StandardCharsets.UTF_8));
            if (safeModeExit.isPresent()) {
                host.write(safeModeExit.get(), (command + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the restart could not be noted on disk and is left", e);
        }
        Thread.ofVirtual().name("agent-restart").start(() -> {
            try {
                Thread.sleep(PAUSE_MILLIS);
                host.restart("the fleet's console asked for it, command " + command);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
