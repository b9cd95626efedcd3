package io.ripcord.bench;

import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.Namespace;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How soon the kernel has what is wanted of the network: one rule more, and all of a router at once. */
final class NetApplyBench implements Bench {
    private static final int RUNS = 50;
    private static final int COLD = 5;
    private static final int UNCOUNTED = 3;
    private static final int NETWORKS = 4;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final List<String> PORTS = List.of("lan0", "lan1", "lan2", "lan3");

    @Override
    public String name() {
        return "net-apply";
    }

    @Override
    public String what() {
        return "time from a wanted rule, or a wanted router, to the kernel that has it";
    }

    @Override
    public List<String> keys() {
        return List.of("rule_p50_ms", "cold_ms", "bare_ms", "cold_ratio");
    }

    @Override
    public List<Goal> goals() {
        return List.of(new Goal("rule_p50_ms", "<= 80"), new Goal("cold_ratio", "<= 3"));
    }

    @Override
    public int runs() {
        return RUNS;
    }

    @Override
    public Figures run(Bed bed) throws Exception {
        var router = RouterDevice.start(bed);
        PORTS.stream().skip(1).forEach(port -> plug(router.board(), port));
        int runs = bed.effort().runs(RUNS);
        try (var transactions = Transactions.watch(bed.lab(), router.board())) {
            var cold = cold(bed, router, bed.effort().runs(RUNS / COLD));
            router.apply(document());
            var bare = bare(bed, router, bed.effort().runs(RUNS / COLD));
            var rule = rule(bed, router, transactions, runs);
            return Figures.NONE
                    .with("rule_p50_ms", Median.of(rule) / 1000)
                    .with("cold_ms", Median.of(cold) / 1000)
                    .with("bare_ms", Median.of(bare) / 1000)
                    .with("cold_ratio", Median.of(cold) / Median.of(bare));
        }
    }

    /** In microseconds. */
    private static List<Long> rule(Bed bed, RouterDevice router, Transactions transactions, int runs)
            throws IOException, InterruptedException {
        List<Long> took = new ArrayList<>();
        for (int run = 0; run < runs + UNCOUNTED; run++) {
            var patch = RouterDevice.ruleChange(run % RouterDevice.RULES, 8000 + run);
            long based = router.device().generation();
            long mark = transactions.mark();
            long begin = System.nanoTime();
            long generation = router.device().patch(based, patch);
            long accepted = micros(begin);
            transactions.awaitNext(mark);
            long kernel = micros(begin);
            router.applied(generation);
            bed.progress("rule: accepted after " + accepted / 1000 + " ms, in the kernel after " + kernel / 1000
                    + " ms, settled after " + micros(begin) / 1000 + " ms");
            if (run >= UNCOUNTED) {
                took.add(kernel);
            }
        }
        return took;
    }

    private static List<Long> cold(Bed bed, RouterDevice router, int runs) throws IOException, InterruptedException {
        List<Long> took = new ArrayList<>();
        var nothing = JsonObject.EMPTY
                .with("network", JsonNull.NULL)
                .with("dhcp", JsonNull.NULL)
                .with("firewall", JsonNull.NULL);
        for (int run = 0; run <= runs; run++) {
            long begin = System.nanoTime();
            long generation = router.send(document());
            Poll.until(LIMIT, "all servers listen", () -> servers(router.board()) == NETWORKS);
            long stands = micros(begin);
            router.applied(generation);
            bed.progress("cold: stands after " + stands / 1000 + " ms, settled after " + micros(begin) / 1000 + " ms");
            if (run > 0) {
                took.add(stands);
            }
            router.apply(nothing);
            Poll.until(LIMIT, "no server listens", () -> servers(router.board()) == 0);
        }
        return took;
    }

    private static List<Long> bare(Bed bed, RouterDevice router, int runs) throws IOException {
        var bare = BareRouter.of(bed.lab(), router, links());
        PORTS.forEach(port -> plug(bare.namespace(), port));
        List<Long> took = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            long begin = System.nanoTime();
            var script = bare.start();
            Poll.until(LIMIT, "all servers listen", () -> servers(bare.namespace()) == NETWORKS);
            if (run > 0) {
                took.add(micros(begin));
            }
            bed.progress("bare: stands after " + micros(begin) / 1000 + " ms");
            bare.end(script, bridges());
        }
        return took;
    }

    /** How many name servers accept connections on addresses of their own; field 2 is where, 4 the state. */
    static long servers(Namespace namespace) {
        try (var lines = Files.lines(Path.of("/proc/" + namespace.pid() + "/net/tcp"))) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > 3 && words[1].endsWith(":0035") && words[3].equals("0A"))
                    .map(words -> words[1])
                    .distinct()
                    .count();
        } catch (IOException | UncheckedIOException e) {
            throw new LabException("The sockets of " + namespace.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonObject document() {
        var networks = JsonObject.EMPTY;
        var served = JsonObject.EMPTY;
        for (int number = 0; number < NETWORKS; number++) {
            networks = networks.with(
                    name(number),
                    JsonText.parseObject("{\"zone\": \"%s\", \"ports\": [\"%s\"], \"ipv4\": \"%s\"}"
                            .formatted(number == 0 ? "lan" : "guest", PORTS.get(number), address(number))));
            served = served.with(name(number), JsonObject.EMPTY);
        }
        return RouterDevice.document()
                .with("network", JsonObject.EMPTY.with("networks", networks))
                .with("dhcp", served);
    }

    private static List<String> links() {
        return IntStream.range(0, NETWORKS)
                .boxed()
                .flatMap(number -> List.of(
                        "link add br-" + name(number) + " type bridge",
                        "link set " + PORTS.get(number) + " master br-" + name(number),
                        "address add " + address(number) + " dev br-" + name(number),
                        "link set br-" + name(number) + " up")
                        .stream())
                .toList();
    }

    private static List<String> bridges() {
        return IntStream.range(0, NETWORKS)
                .mapToObj(number -> "br-" + name(number))
                .toList();
    }

    private static String name(int number) {
        return number == 0 ? "lan" : "net" + number;
    }

    private static String address(int number) {
        return "192.168." + (77 + number) + ".1/24";
    }

    private static void plug(Namespace namespace, String port) {
        namespace
                .run("ip", "link", "add", port, "type", "veth", "peer", "name", "far-" + port)
                .orThrow();
        namespace.run("ip", "link", "set", port, "up").orThrow();
        namespace.run("ip", "link", "set", "far-" + port, "up").orThrow();
    }

    private static long micros(long begin) {
        return (System.nanoTime() - begin) / 1000;
    }
}
