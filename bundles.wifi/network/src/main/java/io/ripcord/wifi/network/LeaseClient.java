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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The DHCP client on the side towards the Internet, {@code dhcpcd}. It outlives the device process. The digest of its
 * settings is in the name of their file and so in its command line, by which it is known again.
 */
final class LeaseClient {
    private static final String NAME = "dhcpcd-wan";
    private static final int DIGITS = 16;
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(10);

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
    Optional<Wanted> wanted(Wan wan, Arrangement arrangement) {
        if (!wan.isLeased()) {
            return Optional.empty();
        }
        var settings = settings(wan, arrangement);
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

    /**
     * A client that ends leaves the addresses that it gave to networks, for the next one. They go where no prefix is
     * delegated any longer.
     */
    void forget(Arrangement arrangement) throws IOException, InterruptedException {
        for (var network : arrangement.networks()) {
            if (!network.delegated()) {
                // without such an interface there is nothing to forget
                host.run(
                        LIMIT,
                        "ip",
                        "-6",
                        "address",
                        "flush",
                        "dev",
                        network.bridge().text(),
                        "scope",
                        "global",
                        "dynamic");
            }
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
    private static String settings(Wan wan, Arrangement arrangement) {
        var iface = arrangement.wanPort(wan).name();
        var bridges = delegations(arrangement).toList();
        boolean four = wan.ipv4() instanceof Uplink.Leased;
        boolean six = wan.ipv6() instanceof Uplink.Leased;
        var all = Stream.concat(Stream.of(iface), bridges.stream().map(Delegation::bridge));
        var settings = "allowinterfaces " + all.collect(Collectors.joining(" ")) + "\n"
                + (four && six ? "" : four ? "ipv4only\n" : "ipv6only\n")
                + "hostname\nnodev\nduid\npersistent\nnoipv4ll\nrequire dhcp_server_identifier\n"
                + "option domain_name_servers, domain_name, classless_static_routes, interface_mtu\n"
                + (six && bridges.isEmpty() ? "ipv6rs\n" : "noipv6rs\n");
        return bridges.isEmpty() ? settings : settings + delegated(wan, iface, bridges, four);
    }

    /** Where a prefix is asked for, an address is, too; in the networks the client does nothing but give them addresses. */
    private static String delegated(Wan wan, String iface, List<Delegation> bridges, boolean four) {
        var size =
                wan.ipv6() instanceof Uplink.Leased(var length) && length.isPresent() ? "/::/" + length.getAsInt() : "";
        var parts = bridges.stream()
                .map(part -> " " + part.bridge() + "/" + part.number() + "/64")
                .collect(Collectors.joining());
        var others = bridges.stream()
                .map(part -> "interface " + part.bridge() + "\n" + (four ? "noipv4\n" : ""))
                .collect(Collectors.joining());
        return "interface " + iface + "\nipv6rs\nia_na 1\nia_pd 2" + size + parts + "\n" + others;
    }

    /** @param number which /64 of the prefix, counted from its begin */
    private record Delegation(String bridge, int number) {}

    private static Stream<Delegation> delegations(Arrangement arrangement) {
        return arrangement.networks().stream()
                .flatMap(network -> Optional.ofNullable(arrangement.delegated().get(network.name())).stream()
                        .map(number -> new Delegation(network.bridge().text(), number)));
    }
}
