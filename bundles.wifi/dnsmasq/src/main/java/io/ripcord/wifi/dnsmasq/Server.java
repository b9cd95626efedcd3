package io.ripcord.wifi.dnsmasq;

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
 * The dnsmasq of one network: each has its own, so that a change of one disturbs no other and each can ask other name
 * servers. It outlives the device process; the digest of its settings is in the name of their file, so it is known again.
 */
final class Server {
    static final String PREFIX = "dnsmasq-";
    private static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration CHECK = Duration.ofSeconds(10);

    private final Host host;
    private final Daemons daemons;
    private final Path state;
    private final String network;

    /** @param state the folder of all truths on disk */
    Server(Host host, Daemons daemons, Path state, String network) {
        this.host = host;
        this.daemons = daemons;
        this.state = state.toAbsolutePath();
        this.network = network;
    }

    String network() {
        return network;
    }

    /** What it lent to whom, kept through restarts of the board. */
    Path leases() {
        return state.resolve("net/dhcp-" + network + ".leases");
    }

    /** What it was started with; empty when it does not run. */
    List<String> running() throws IOException {
        return daemons.find(PREFIX + network).map(Daemons.Daemon::argv).orElse(List.of());
    }

    List<String> argv(String settings) {
        return List.of("dnsmasq", "-C", file(settings).toString());
    }

    /**
     * Writes the settings, and has dnsmasq itself read them once.
     *
     * @throws IOException with its own words if it does not take them
     */
    void settle(String settings) throws IOException, InterruptedException {
        var file = file(settings);
        Files.createDirectories(leases().getParent());
        host.generate(file, settings.getBytes(StandardCharsets.UTF_8));
        host.run(CHECK, "dnsmasq", "--test", "-C", file.toString())
                .orThrow("Checking the settings of network " + network + " with dnsmasq");
    }

    /** Puts one in the place of another; none where nothing is given. */
    void run(List<String> argv) throws IOException, InterruptedException {
        daemons.stop(PREFIX + network, GRACE);
        if (!argv.isEmpty()) {
            daemons.start(PREFIX + network, argv);
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

    private Path file(String settings) {
        var digest = Digest.of(settings.getBytes(StandardCharsets.UTF_8)).hex();
        return folder().resolve(network + "." + digest.substring(0, 16) + ".conf");
    }

    private Path folder() {
        return state.resolve("run/net/dhcp");
    }
}
