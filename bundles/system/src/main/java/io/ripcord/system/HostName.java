package io.ripcord.system;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Step;
import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The kernel's host name, the device's while the document names one. Used by one thread at a time. */
final class HostName {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Host host;
    private final Path kernel;
    private final Path board;
    private Optional<String> given = Optional.empty();

    /**
     * @param kernel where the kernel shows it
     * @param board the file with the name that the board has by itself
     */
    HostName(Host host, Path kernel, Path board) {
        this.host = host;
        this.kernel = kernel;
        this.board = board;
    }

    static HostName of(Host host) {
        return new HostName(host, Path.of("/proc/sys/kernel/hostname"), Path.of("/etc/hostname"));
    }

    /** As it is now; empty while it was not set here. */
    Optional<String> now() throws IOException {
        return given.isPresent() ? Optional.of(read(kernel)) : given;
    }

    Step to(Optional<String> wanted) {
        return new Step() {
            private Optional<String> before = Optional.empty();
            private String shown = "";

            @Override
            public String what() {
                return "name the device " + wanted.orElse("as the board names itself");
            }

            @Override
            public void apply() throws Refusal, InterruptedException {
                try {
                    before = given;
                    shown = read(kernel);
                    show(wanted.isPresent() ? wanted.get() : Files.exists(board) ? read(board) : shown);
                    given = wanted;
                } catch (IOException e) {
                    throw refusal(e);
                }
            }

            @Override
            public void undo() throws Refusal, InterruptedException {
                try {
                    if (!shown.isEmpty()) {
                        show(shown);
                        given = before;
                    }
                } catch (IOException e) {
                    throw refusal(e);
                }
            }
        };
    }

    private void show(String name) throws IOException, InterruptedException {
        if (!name.isEmpty() && !name.equals(read(kernel))) {
            host.run(LIMIT, "hostname", name).orThrow("Setting the host name to " + name);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private static Refusal refusal(IOException e) {
        return new Refusal(
                String.valueOf(e.getMessage()), "Let the device run with the right to set it (CAP_SYS_ADMIN)", e);
    }
}
