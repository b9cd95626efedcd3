package io.ripcord.wifi.nftables;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The exchanges with {@code nft} and the kernel's forwarding switches. */
final class Nft {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String FORWARDING = "/proc/sys/net/ipv4/ip_forward";
    /**
     * How they are when packets pass: from network to network, by the rules; within a bridge as within a switch, where the
     * rules of its own family apply and no others. What a kernel has not needs no switch, but for the first.
     */
    private static final Map<String, String> SWITCHES = new TreeMap<>(Map.of(
            FORWARDING,
            "1",
            "/proc/sys/net/ipv6/conf/all/forwarding",
            "1",
            "/proc/sys/net/bridge/bridge-nf-call-iptables",
            "0",
            "/proc/sys/net/bridge/bridge-nf-call-ip6tables",
            "0",
            "/proc/sys/net/bridge/bridge-nf-call-arptables",
            "0"));

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

    /** What stands there of our tables, with all that the kernel counted and learned; empty when there is none. */
    Optional<Listing> listing() throws IOException, InterruptedException {
        return Listing.ofRuleset(run("", "nft", "-n", "list", "ruleset")
                .orThrow("Reading the firewall tables with nft")
                .out());
    }

    /** Whether all of them are so. */
    boolean forwarding() throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("grep", "-H", ""));
        argv.addAll(SWITCHES.keySet());
        var lines = run("", argv.toArray(String[]::new)).out().lines().toList();
        return lines.contains(FORWARDING + ":1")
                && lines.stream().allMatch(line -> {
                    int colon = line.lastIndexOf(':');
                    return line.substring(colon + 1).equals(SWITCHES.get(line.substring(0, colon)));
                });
    }

    /** Lets packets pass, or no longer from network to network. */
    void forward(boolean on) throws IOException, InterruptedException {
        for (var entry : SWITCHES.entrySet()) {
            if (on) {
                write(entry.getKey(), entry.getValue());
            } else if (entry.getValue().equals("1")) {
                write(entry.getKey(), "0");
            }
        }
    }

    private void write(String file, String value) throws IOException, InterruptedException {
        var written = run(value + "\n", "tee", file);
        if (!written.ok() && (file.equals(FORWARDING) || !isAbsent(written))) {
            written.orThrow("Writing " + file);
        }
    }

    /** A failure of an exchange as the engine is told of it. */
    static Refusal refusal(IOException failure, String remedy) {
        return new Refusal(Objects.requireNonNullElse(failure.getMessage(), failure.toString()), remedy, failure);
    }

    private static boolean isAbsent(Host.Result result) {
        return !result.ok() && result.err().contains("No such file or directory");
    }

    private Host.Result run(String input, String... argv) throws IOException, InterruptedException {
        return host.run(List.of(argv), input.getBytes(StandardCharsets.UTF_8), LIMIT);
    }
}
