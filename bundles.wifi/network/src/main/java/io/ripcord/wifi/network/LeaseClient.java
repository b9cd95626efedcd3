package io.ripcord.wifi.network;

import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Host;
import io.ripcord.api.trust.Digest;
import io.ripcord.wifi.network.document.Uplink;
import io.ripcord.wifi.network.document.Wan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The DHCP client on the side towards the Internet, {@code dhcpcd}. It outlives the device process. The digest of its
 * settings is in the name of their file and so in its command line, by which it is known again.
 */
final class LeaseClient {
    private static final String NAME = "dhcpcd-wan";
    private static final int DIGITS = 16;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Host host;
    private final Daemons daemons;
    private final Path folder;

    /** @param state the folder of all truths on disk */
    LeaseClient(Host host, Daemons daemons, Path state) {
        this.host = host;
        this.daemons = daemons;
        this.folder = state.resolve("run/net/network").toAbsolutePath();
    }

    /**
     * A client as it should run.
     *
     * @param file where its settings lie
     */
    record Wanted(Path file, String settings) {

        /**
         * dhcpcd writes its title over its own arguments and environment, so it runs under a program that leaves them as
         * they are and passes signals on: {@code timeout} without a limit.
         */
        List<String> argv() {
            return List.of("timeout", "0", "dhcpcd", "-B", "-f", file.toString());
        }
    }

    /** What runs was started with this; empty when none does. */
    List<String> running() throws IOException {
        return daemons.find(NAME).map(Daemons.Daemon::argv).orElse(List.of());
    }

    /** What should run on this interface; empty when no address is leased there. */
    Optional<Wanted> wanted(Wan wan, String iface) {
        if (!wan.isLeased()) {
            return Optional.empty();
        }
        var settings = settings(wan, iface);
        var digest = Digest.of(settings.getBytes(StandardCharsets.UTF_8)).hex();
        return Optional.of(new Wanted(folder.resolve("dhcpcd-" + digest.substring(0, DIGITS) + ".conf"), settings));
    }

    void settle(Wanted wanted) throws IOException {
        host.generate(wanted.file(), wanted.settings().getBytes(StandardCharsets.UTF_8));
    }

    /** Puts one whose settings are there in the place of what runs; none where nothing is given. */
    void run(List<String> argv) throws IOException, InterruptedException {
        daemons.stop(NAME, GRACE);
        if (!argv.isEmpty()) {
            daemons.start(NAME, argv);
        }
    }

    /** The settings of former ones are no longer needed. */
    void tidy() throws IOException {
        var kept = running();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, "dhcpcd-*.conf")) {
            for (var file : files) {
                if (!kept.contains(file.toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** dhcpcd.conf(5). The provider is told the host name that the board has at the time. The resolver's file is written by dhcpcd's own hook, from where the board's DNS server reads it. */
    private static String settings(Wan wan, String iface) {
        boolean four = wan.ipv4() instanceof Uplink.Leased;
        boolean six = wan.ipv6() instanceof Uplink.Leased;
        return "allowinterfaces " + iface + "\n"
                + (four && six ? "" : four ? "ipv4only\n" : "ipv6only\n")
                + "hostname\nnodev\nduid\npersistent\nnoipv4ll\nrequire dhcp_server_identifier\n"
                + "option domain_name_servers, domain_name, classless_static_routes, interface_mtu\n"
                + (six ? "ipv6rs\n" : "noipv6rs\n");
    }
}
