package io.ripcord.wifi.nftables;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The exchanges with {@code nft} and the kernel's forwarding switches. */
final class Nft {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String FORWARDING = "/proc/sys/net/ipv4/ip_forward";
    private static final String FORWARDING_6 = "/proc/sys/net/ipv6/conf/all/forwarding";

    private final Host host;

    Nft(Host host) {
        this.host = host;
    }

    /** Runs a script as one transaction: all of it or nothing. */
    void apply(String script) throws IOException, InterruptedException {
        run(script, "nft", "-f", "-").orThrow("Loading the firewall tables with nft");
    }

    /** Whether the kernel would take the script. */
    void check(String script) throws IOException, InterruptedException {
        run(script, "nft", "-c", "-f", "-").orThrow("Checking the firewall tables with nft");
    }

    /** What stands there, without values of counters; empty when there is no table of ours. */
    Optional<Listing> listing() throws IOException, InterruptedException {
        var inet = list("-s", "inet");
        return inet.isEmpty() ? Optional.empty() : Optional.of(Listing.of(inet + list("-s", "bridge")));
    }

    /** A script that makes what stands there, with all that the kernel counted and learned; empty when there is none. */
    String state() throws IOException, InterruptedException {
        return list("-n", "inet") + list("-n", "bridge");
    }

    boolean forwarding() throws IOException, InterruptedException {
        var switches = run("", "cat", FORWARDING, FORWARDING_6);
        return switches.out().lines().allMatch("1"::equals) && !switches.out().isEmpty();
    }

    /** IPv6 is left out where the kernel has none. */
    void forward(boolean on) throws IOException, InterruptedException {
        var value = on ? "1\n" : "0\n";
        run(value, "tee", FORWARDING).orThrow("Writing " + FORWARDING);
        var six = run(value, "tee", FORWARDING_6);
        if (!six.ok() && !isAbsent(six)) {
            six.orThrow("Writing " + FORWARDING_6);
        }
    }

    /** A failure of an exchange as the engine is told of it. */
    static Refusal refusal(IOException failure, String remedy) {
        return new Refusal(Objects.requireNonNullElse(failure.getMessage(), failure.toString()), remedy, failure);
    }

    private String list(String flag, String family) throws IOException, InterruptedException {
        var result = run("", "nft", flag, "list", "table", family, Ruleset.NAME);
        return isAbsent(result)
                ? ""
                : result.orThrow("Reading the firewall tables with nft").out();
    }

    private static boolean isAbsent(Host.Result result) {
        return !result.ok() && result.err().contains("No such file or directory");
    }

    private Host.Result run(String input, String... argv) throws IOException, InterruptedException {
        return host.run(List.of(argv), input.getBytes(StandardCharsets.UTF_8), LIMIT);
    }
}
