package io.ripcord.wifi.nftables;

import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A kernel that keeps the tables as text, and connections as lines, as far as the words of {@link Nft} go. */
final class FakeNft implements Host {
    private static final String INET = "table inet ripcord {\n";
    private static final String BRIDGE = "table bridge ripcord {\n";

    final List<String> loaded = new ArrayList<>();
    final List<String> connections = new ArrayList<>();
    String inet = "";
    String bridge = "";
    boolean forwarding;
    boolean bridgesFiltered = true;
    String broken = "";
    String compiled = "";

    @Override
    public Result run(List<String> argv, byte[] stdin, Duration limit) throws IOException {
        var input = new String(stdin, StandardCharsets.UTF_8);
        if (argv.getFirst().equals("grep")) {
            return done("/proc/sys/net/ipv4/ip_forward:%d\n/proc/sys/net/bridge/bridge-nf-call-iptables:%d\n"
                    .formatted(forwarding ? 1 : 0, bridgesFiltered ? 1 : 0));
        }
        if (argv.getFirst().equals("tee")) {
            return switched(argv.getLast(), input);
        }
        return switch (String.join(" ", argv)) {
            case "nft -c -f -" -> done("");
            case "nft -f -" -> load(input);
            case "nft -n list ruleset" -> done("table ip other {\n}\n" + inet + bridge);
            case "conntrack -L -f ipv4" -> done(String.join("\n", connections));
            case "conntrack -L -f ipv6" -> done("");
            case "conntrack -R -" -> forgotten(input);
            case "ip -j neighbour" -> done("[{\"dst\":\"192.168.77.9\",\"lladdr\":\"02:00:00:00:00:09\"}]");
            default -> throw new IOException("no such program: " + argv);
        };
    }

    private Result load(String script) {
        if (!broken.isEmpty()) {
            return new Result(1, "", broken);
        }
        boolean keeps = script.startsWith("flush table inet ripcord\n");
        if (!keeps && !script.startsWith("table inet ripcord\ndelete table inet ripcord\n")) {
            return new Result(1, "", "the old rules would stay");
        }
        loaded.add(script);
        inet = table(script, INET);
        bridge = table(script, BRIDGE);
        return done("");
    }

    private static String table(String script, String head) {
        int begin = script.indexOf(head);
        return begin < 0 ? "" : script.substring(begin, script.indexOf("\n}\n", begin) + 3);
    }

    private Result forgotten(String deletions) {
        deletions.lines().forEach(line -> {
            var port = line.replaceAll(".*--sport (\\d+).*", "$1");
            connections.removeIf(connection -> connection.contains(" sport=" + port + " "));
        });
        return done("");
    }

    private Result switched(String file, String input) {
        if (file.endsWith("/ip_forward")) {
            forwarding = input.equals("1\n");
        }
        if (file.endsWith("/bridge-nf-call-iptables")) {
            bridgesFiltered = input.equals("1\n");
        }
        return done(input);
    }

    private static Result done(String out) {
        return new Result(0, out, "");
    }

    @Override
    public void write(Path file, byte[] content) {
        compiled = new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public void writeSecret(Path file, byte[] content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void restart(String reason) {
        throw new UnsupportedOperationException();
    }
}
