package io.ripcord.wifi.nftables;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The exchanges with {@code nft} and the kernel's forwarding switch. */
final class Nft {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String FORWARDING = "/proc/sys/net/ipv4/ip_forward";

    private final Host host;

    Nft(Host host) {
        this.host = host;
    }

    /** Runs a script as one transaction: all of it or nothing. */
    void apply(String script) throws IOException, InterruptedException {
        run(script, "nft", "-f", "-").orThrow("Loading the firewall table " + Table.NAME + " with nft");
    }

    /** Whether the kernel would take the script. */
    void check(String script) throws IOException, InterruptedException {
        run(script, "nft", "-c", "-f", "-").orThrow("Checking the firewall table " + Table.NAME + " with nft");
    }

    /** The table as a script that makes it; empty when there is none. */
    Optional<String> script() throws IOException, InterruptedException {
        var result = run("", "nft", "-s", "list", "table", "inet", "ripcord");
        if (isAbsent(result)) {
            return Optional.empty();
        }
        return Optional.of(result.orThrow("Reading the firewall table " + Table.NAME + " with nft")
                .out());
    }

    /** What stands in the table; empty when there is none. */
    Optional<Found> find() throws IOException, InterruptedException {
        var result = run("", "nft", "-j", "list", "table", "inet", "ripcord");
        if (isAbsent(result)) {
            return Optional.empty();
        }
        result.orThrow("Reading the firewall table " + Table.NAME + " with nft");
        try {
            return Optional.of(found(JsonText.parseObject(result.out())));
        } catch (BadDocument e) {
            throw new IOException("nft's list of table " + Table.NAME + " cannot be read: " + e.getMessage(), e);
        }
    }

    boolean forwarding() throws IOException, InterruptedException {
        return run("", "cat", FORWARDING)
                .orThrow("Reading " + FORWARDING)
                .out()
                .strip()
                .equals("1");
    }

    void forward(boolean on) throws IOException, InterruptedException {
        run(on ? "1\n" : "0\n", "tee", FORWARDING).orThrow("Writing " + FORWARDING);
    }

    /**
     * What the kernel shows.
     *
     * @param mark the comment of the mark; empty when there is none
     */
    record Found(String mark, long rules) {}

    /** A failure of an exchange as the engine is told of it. */
    static Refusal refusal(IOException failure, String remedy) {
        return new Refusal(Objects.requireNonNullElse(failure.getMessage(), failure.toString()), remedy, failure);
    }

    private static Found found(JsonObject list) {
        var rules = list.get("nftables").filter(JsonArray.class::isInstance).stream()
                .flatMap(array -> ((JsonArray) array).items().stream())
                .filter(JsonObject.class::isInstance)
                .flatMap(item -> ((JsonObject) item).object("rule").stream())
                .toList();
        var mark = rules.stream()
                .filter(rule -> rule.string("chain").orElse("").equals(Table.MARK))
                .flatMap(rule -> rule.string("comment").stream())
                .findFirst()
                .orElse("");
        return new Found(mark, rules.size());
    }

    private static boolean isAbsent(Host.Result result) {
        return !result.ok() && result.err().contains("No such file or directory");
    }

    private Host.Result run(String input, String... argv) throws IOException, InterruptedException {
        return host.run(List.of(argv), input.getBytes(StandardCharsets.UTF_8), LIMIT);
    }
}
