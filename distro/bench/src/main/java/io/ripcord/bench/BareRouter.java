package io.ripcord.bench;

import io.ripcord.lab.Lab;
import io.ripcord.lab.Namespace;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The bare tools, called once each as a script would, with what the device made of the same document. */
final class BareRouter {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String SCRIPT = """
            trap 'trap - TERM; kill 0' TERM
            nft -f "$1/firewall.nft"
            echo 1 > /proc/sys/net/ipv4/ip_forward
            ip -batch "$1/links"
            for conf in "$1"/dhcp/*.conf; do dnsmasq -C "$conf" & done
            wait
            """;

    private final Namespace namespace;
    private final Path folder;

    private BareRouter(Namespace namespace, Path folder) {
        this.namespace = namespace;
        this.folder = folder;
    }

    /**
     * @param device that has applied the document
     * @param links the lines for ip that make its bridges
     */
    static BareRouter of(Lab lab, RouterDevice device, List<String> links) throws IOException {
        var state = device.scene().board.state();
        var folder = Files.createDirectories(lab.home().root().resolve("bare"));
        Files.createDirectories(folder.resolve("dhcp"));
        Files.createDirectories(folder.resolve("told"));
        Files.copy(state.resolve("net/firewall.nft"), folder.resolve("firewall.nft"));
        Files.write(folder.resolve("links"), links);
        var told = told(device.board());
        copy(told, folder.resolve("told"), text -> text);
        copy(
                state.resolve("run/net/dhcp"),
                folder.resolve("dhcp"),
                text -> text.replaceAll(
                                "/run/" + told.getFileName(),
                                folder.resolve("told").toString())
                        .replace(state.resolve("net").toString(), folder.toString()));
        return new BareRouter(lab.namespace("bare"), folder);
    }

    private static Path told(Namespace board) throws IOException {
        try (var folders = Files.newDirectoryStream(board.path("/run"), "ripcord-dhcp-*")) {
            return folders.iterator().next();
        }
    }

    private static void copy(Path from, Path to, UnaryOperator<String> changed) throws IOException {
        try (var files = Files.newDirectoryStream(from)) {
            for (var file : files) {
                var text = Files.readString(file, StandardCharsets.UTF_8);
                Files.writeString(to.resolve(file.getFileName().toString()), changed.apply(text));
            }
        }
    }

    Namespace namespace() {
        return namespace;
    }

    LiveProcess start() {
        return namespace.start("bare", List.of("sh", "-c", SCRIPT, "sh", folder.toString()), Map.of());
    }

    /** Ends what was started and takes all away that it made. */
    void end(LiveProcess script, List<String> bridges) {
        script.end(PATIENCE);
        Poll.until(PATIENCE, "the servers have ended", () -> NetApplyBench.servers(namespace) == 0);
        namespace.run("nft", "flush", "ruleset").orThrow();
        bridges.forEach(bridge -> namespace.run("ip", "link", "delete", bridge).orThrow());
    }
}
