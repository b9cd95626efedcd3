package io.ripcord.system.time;

import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Host;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A chronyd of one name. It outlives the device process; the digest of its settings is in the name of their file and so in
 * its command line, by which it is known again.
 */
final class Chronyd {
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final int DIGITS = 16;

    private final Host host;
    private final Daemons daemons;
    private final Path folder;
    private final String name;

    /** @param folder of the settings of all of them */
    Chronyd(Host host, Daemons daemons, Path folder, String name) {
        this.host = host;
        this.daemons = daemons;
        this.folder = folder;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** What it was started with; empty when it does not run. */
    List<String> running() throws IOException {
        return daemons.find(name).map(Daemons.Daemon::argv).orElse(List.of());
    }

    Path pid() {
        return folder.resolve(name + ".pid");
    }

    /** @param options further ones */
    List<String> argv(String settings, List<String> options) {
        var argv = new java.util.ArrayList<>(
                List.of("chronyd", "-d", "-f", file(settings).toString()));
        argv.addAll(options);
        return List.copyOf(argv);
    }

    /**
     * Writes the settings, and has chronyd itself read them once.
     *
     * @throws IOException with its own words if it does not take them
     */
    void settle(String settings) throws IOException, InterruptedException {
        var file = file(settings);
        host.generate(file, settings.getBytes(StandardCharsets.UTF_8));
        host.run(CHECK, "chronyd", "-p", "-f", file.toString()).orThrow("Checking the settings of " + name);
    }

    /** Puts one in the place of another; none where nothing is given. Of one that was killed a process id lies there still. */
    void run(List<String> argv) throws IOException, InterruptedException {
        daemons.stop(name, GRACE);
        Files.deleteIfExists(pid());
        if (!argv.isEmpty()) {
            daemons.start(name, argv);
        }
    }

    String lastWords() {
        return daemons.lastWords(name, 300).strip();
    }

    /** Settings that nothing runs with are no longer needed. */
    void tidy() throws IOException {
        var kept = running();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, name + ".*.conf")) {
            for (var file : files) {
                if (!kept.contains(file.toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path file(String settings) {
        var digest = Digest.of(settings.getBytes(StandardCharsets.UTF_8)).hex();
        return folder.resolve(name + "." + digest.substring(0, DIGITS) + ".conf");
    }
}
