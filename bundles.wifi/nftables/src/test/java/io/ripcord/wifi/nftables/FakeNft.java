package io.ripcord.wifi.nftables;

import io.ripcord.api.host.Host;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A kernel that keeps one table as text, as far as the words of {@link Nft} go. */
final class FakeNft implements Host {
    private static final Pattern COMMENT = Pattern.compile("comment \"([^\"]*)\"");
    private static final String CLEARING = "table inet ripcord\ndelete table inet ripcord\n";

    final List<String> loaded = new ArrayList<>();
    String table = "";
    boolean forwarding;
    String broken = "";

    @Override
    public Result run(List<String> argv, byte[] stdin, Duration limit) throws IOException {
        var input = new String(stdin, StandardCharsets.UTF_8);
        return switch (String.join(" ", argv)) {
            case "nft -c -f -" -> done("");
            case "nft -f -" -> load(input);
            case "nft -s list table inet ripcord" -> listed(table);
            case "nft -j list table inet ripcord" -> listed(json().text());
            case "cat /proc/sys/net/ipv4/ip_forward" -> done(forwarding ? "1\n" : "0\n");
            case "tee /proc/sys/net/ipv4/ip_forward" -> switched(input);
            default -> throw new IOException("no such program: " + argv);
        };
    }

    private Result load(String script) {
        if (!broken.isEmpty()) {
            return new Result(1, "", broken);
        }
        if (!script.startsWith(CLEARING)) {
            return new Result(1, "", "the old table would stay");
        }
        loaded.add(script);
        table = script.substring(CLEARING.length());
        return done("");
    }

    private Result switched(String input) {
        forwarding = input.equals("1\n");
        return done(input);
    }

    private Result listed(String text) {
        return table.isEmpty() ? new Result(1, "", "Error: No such file or directory") : done(text);
    }

    private JsonObject json() {
        var rules = table.lines()
                .filter(line -> line.startsWith("\t\t") && !line.startsWith("\t\ttype "))
                .map(line -> {
                    var comment = COMMENT.matcher(line);
                    var rule = JsonObject.EMPTY.with("chain", comment.find() ? Table.MARK : "input");
                    return (Json) JsonObject.EMPTY.with(
                            "rule", comment.reset().find() ? rule.with("comment", comment.group(1)) : rule);
                })
                .toList();
        return JsonObject.EMPTY.with("nftables", new JsonArray(rules));
    }

    private static Result done(String out) {
        return new Result(0, out, "");
    }

    @Override
    public void write(Path file, byte[] content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void writeSecret(Path file, byte[] content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void append(Path file, byte[] content, boolean sync) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void restart(String reason) {
        throw new UnsupportedOperationException();
    }
}
