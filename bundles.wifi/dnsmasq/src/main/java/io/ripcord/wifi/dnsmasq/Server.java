package io.ripcord.wifi.dnsmasq;

import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Host;
import io.ripcord.api.trust.Digest;
import io.ripcord.wifi.api.ServedNetwork;
import io.ripcord.wifi.dnsmasq.document.Served;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The dnsmasq of one network: each has its own, so that a change of one disturbs no other and each can ask other name
 * servers. It outlives the device process; the digest of its settings is in the name of their file, so it is known again.
 * What it can read anew while it serves lies in files of its own, with a note of which process was told of them last.
 */
final class Server {
    static final String PREFIX = "dnsmasq-";
    /** In the names of files that dnsmasq only checks. */
    private static final String TRIED = "tried.";

    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration CHECK = Duration.ofSeconds(10);
    /** It reads them as nobody. */
    private static final Set<PosixFilePermission> FOR_ALL = PosixFilePermissions.fromString("rw-r--r--");

    private static final Set<PosixFilePermission> PASSABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Host host;
    private final Daemons daemons;
    private final Path state;
    private final Path told;
    private final String network;

    /**
     * @param state the folder of all truths on disk
     * @param told the folder of what it can read anew, which everybody may pass to
     */
    Server(Host host, Daemons daemons, Path state, Path told, String network) {
        this.host = host;
        this.daemons = daemons;
        this.state = state.toAbsolutePath();
        this.told = told.toAbsolutePath();
        this.network = network;
    }

    /**
     * How it runs.
     *
     * @param argv empty when it does not
     * @param told what it was told while it ran, or when it was started
     */
    record Run(List<String> argv, Told told) {
        static final Run NOT = new Run(List.of(), Told.NOTHING);

        Run {
            argv = List.copyOf(argv);
        }
    }

    String network() {
        return network;
    }

    /** What it lent to whom, kept through restarts of the board. */
    Path leases() {
        return state.resolve("net/dhcp-" + network + ".leases");
    }

    /** What it reads only when it starts. */
    String settings(ServedNetwork served, Served how) {
        return Settings.of(served, how, leases(), place("").toString());
    }

    /** What it was started with; empty when it does not run. */
    List<String> running() throws IOException {
        return daemons.find(PREFIX + network).map(Daemons.Daemon::argv).orElse(List.of());
    }

    /** The digest of what the running one was told; empty when its files say something else now, or nobody told it. */
    String heard() throws IOException {
        var told = onDisk();
        var note =
                daemons.find(PREFIX + network).map(daemon -> note(daemon, told)).orElse("");
        return read(noteFile()).filter(note::equals).isPresent() ? told.digest().hex() : "";
    }

    List<String> argv(String settings) {
        return List.of("dnsmasq", "-C", file(settings).toString());
    }

    /**
     * Writes the settings, and has dnsmasq itself read them once, with what it will be told.
     *
     * @throws IOException with its own words if it does not take them
     */
    void settle(ServedNetwork served, Served how, Told content) throws IOException, InterruptedException {
        Files.createDirectories(leases().getParent());
        var settings = settings(served, how);
        host.generate(file(settings), settings.getBytes(StandardCharsets.UTF_8));
        write(content, TRIED);
        var tried = folder().resolve(network + "." + TRIED + "conf");
        var place = place(TRIED).toString();
        host.generate(tried, Settings.of(served, how, leases(), place).getBytes(StandardCharsets.UTF_8));
        host.run(CHECK, "dnsmasq", "--test", "-C", tried.toString())
                .orThrow("Checking the settings of network " + network + " with dnsmasq");
        Files.deleteIfExists(tried);
        for (var kind : Told.NOTHING.files().keySet()) {
            Files.deleteIfExists(place(TRIED + kind));
        }
    }

    /** How it runs now, for {@link #become} to bring back. */
    Run now() throws IOException {
        return new Run(running(), onDisk());
    }

    /** Tells the running one what is new, which no query notices; replaces it only where its settings differ. */
    void become(Run wanted) throws IOException, InterruptedException {
        var argv = running();
        boolean stays = !argv.isEmpty() && argv.equals(wanted.argv());
        if (!stays) {
            daemons.stop(PREFIX + network, GRACE);
        }
        Files.deleteIfExists(noteFile());
        if (wanted.argv().isEmpty()) {
            return;
        }
        write(wanted.told(), "");
        if (!stays) {
            daemons.start(PREFIX + network, wanted.argv());
        }
        var daemon = daemons.find(PREFIX + network);
        if (daemon.isPresent()) {
            if (stays) {
                host.run(CHECK, "kill", "-HUP", Long.toString(daemon.get().pid()))
                        .orThrow("Telling the dnsmasq of network " + network + " to read its files");
            }
            host.generate(noteFile(), note(daemon.get(), wanted.told()).getBytes(StandardCharsets.UTF_8));
        }
    }

    String lastWords() {
        return daemons.lastWords(PREFIX + network, 300).strip();
    }

    /** The settings of the other ones are no longer needed. */
    void tidy(String settings) throws IOException {
        var kept = file(settings);
        if (!Files.isDirectory(folder())) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder(), network + ".*.conf")) {
            for (var file : files) {
                if (!file.equals(kept)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void write(Told content, String infix) throws IOException {
        Files.createDirectories(told);
        // whatever mask the process has
        Files.setPosixFilePermissions(told, PASSABLE);
        for (var file : content.files().entrySet()) {
            var place = place(infix + file.getKey());
            var text = file.getValue();
            if (read(place).filter(text::equals).isEmpty()) {
                host.generate(place, text.getBytes(StandardCharsets.UTF_8));
            }
            Files.setPosixFilePermissions(place, FOR_ALL);
        }
    }

    private Told onDisk() throws IOException {
        var files = new TreeMap<String, String>();
        for (var kind : Told.NOTHING.files().keySet()) {
            files.put(kind, read(place(kind)).orElse(""));
        }
        return new Told(files);
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            // whatever a hand wrote into it
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static String note(Daemons.Daemon daemon, Told told) {
        return daemon.pid() + " " + daemon.startTicks() + " " + told.digest().hex() + "\n";
    }

    private Path place(String kind) {
        return told.resolve(network + "." + kind);
    }

    private Path noteFile() {
        return folder().resolve(network + ".told");
    }

    private Path file(String settings) {
        var digest = Digest.of(settings.getBytes(StandardCharsets.UTF_8)).hex();
        return folder().resolve(network + "." + digest.substring(0, 16) + ".conf");
    }

    private Path folder() {
        return state.resolve("run/net/dhcp");
    }
}
