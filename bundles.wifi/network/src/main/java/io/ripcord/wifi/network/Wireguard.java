package io.ripcord.wifi.network;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.api.trust.Secrets;
import io.ripcord.wifi.network.document.Peer;
import io.ripcord.wifi.network.document.Tunnel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The exchanges with {@code wg} (wireguard-tools). Keys go to it by its standard input and are nowhere on disk. What a tunnel
 * was given is known again by digests: of the settings, and of what the kernel listed right after it had taken them; so a
 * change by hand is seen, and where a peer was last heard of is not taken for one.
 */
final class Wireguard {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SETTINGS = "settings";
    private static final String LISTED = "listed";

    private final Host host;
    private final Secrets secrets;
    private final Path notes;

    /** @param state the folder of all truths on disk */
    Wireguard(Host host, Secrets secrets, Path state) {
        this.host = host;
        this.secrets = secrets;
        this.notes = state.resolve("run/net/network/wireguard.json").toAbsolutePath();
    }

    /** What is reported of the tunnels with these names: their peers, and the digest of the settings if they still stand. */
    JsonObject observe(List<String> names) throws IOException, InterruptedException {
        var observed = JsonObject.EMPTY;
        var told = names.isEmpty() ? JsonObject.EMPTY : notes();
        for (var name : names) {
            var lines = dump(name);
            var note = told.object(name).orElse(JsonObject.EMPTY);
            boolean stands = note.string(LISTED).filter(listed(lines)::equals).isPresent();
            var own = lines.getFirst();
            observed = observed.with(
                    name,
                    JsonObject.EMPTY
                            .with(SETTINGS, stands ? note.string(SETTINGS).orElse("") : "")
                            .with("publicKey", own[1])
                            .with("port", own[2])
                            .with(
                                    "peers",
                                    new JsonArray(lines.stream()
                                            .skip(1)
                                            .<Json>map(peer -> JsonObject.EMPTY
                                                    .with("publicKey", peer[0])
                                                    .with("allowed", peer[3]))
                                            .toList())));
        }
        return observed;
    }

    /** Whether the tunnel, as observed, is what is wanted. */
    static boolean stands(JsonObject observed, Tunnel tunnel) {
        return observed.object(tunnel.name().text())
                .flatMap(entry -> entry.string(SETTINGS))
                .filter(digest(tunnel)::equals)
                .isPresent();
    }

    /** @throws Refusal if a key is not on this device, or is none */
    void check(Tunnel tunnel) throws Refusal {
        for (var reference : tunnel.secrets().toList()) {
            try (var value = value(reference)) {
                if (!Peer.isKey(value.text())) {
                    throw new Refusal(
                            "The secret " + reference.name() + " of the tunnel " + tunnel.name() + " is no key",
                            "Set it to what `wg genkey` writes");
                }
            }
        }
    }

    /** Gives a tunnel its keys and peers; sessions with peers that stay as they are go on. */
    void load(Tunnel tunnel) throws Refusal, IOException, InterruptedException {
        var settings = settings(tunnel);
        try {
            give("syncconf", tunnel.name().text(), settings);
        } finally {
            Arrays.fill(settings, (byte) 0);
        }
        var name = tunnel.name().text();
        note(name, JsonObject.EMPTY.with(SETTINGS, digest(tunnel)).with(LISTED, listed(dump(name))));
    }

    /** What brings a tunnel back as it is; it holds keys. */
    byte[] remember(String name) throws IOException, InterruptedException {
        return host.run(LIMIT, "wg", "showconf", name)
                .orThrow("Reading the settings of the tunnel " + name)
                .out()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Brings a tunnel back; what it was made from is not known any longer, so the next change looks at it anew. */
    void restore(String name, byte[] settings) throws IOException, InterruptedException {
        give("setconf", name, settings);
    }

    private void give(String verb, String name, byte[] settings) throws IOException, InterruptedException {
        host.run(List.of("wg", verb, name, "/proc/self/fd/0"), settings, LIMIT)
                .orThrow("Giving the tunnel " + name + " its keys and peers");
    }

    private byte[] settings(Tunnel tunnel) throws Refusal {
        var values = new TreeMap<String, SecretValue>();
        try {
            for (var reference : tunnel.secrets().toList()) {
                values.put(reference.name(), value(reference));
            }
            return text(tunnel, reference -> value(values, reference).text()).getBytes(StandardCharsets.UTF_8);
        } finally {
            values.values().forEach(SecretValue::close);
        }
    }

    private static SecretValue value(Map<String, SecretValue> values, SecretReference reference) {
        var value = values.get(reference.name());
        if (value == null) {
            throw new IllegalStateException("the secret " + reference.name() + " was not asked for");
        }
        return value;
    }

    private SecretValue value(SecretReference reference) throws Refusal {
        return secrets.find(reference)
                .orElseThrow(() -> new Refusal(
                        "The secret " + reference.name() + " ("
                                + reference.digest().brief() + ") of a tunnel is not on this device",
                        "Set it where the tunnel is wanted from (./ripcord secret set " + reference.name()
                                + "), which also renews the reference"));
    }

    /** Of the settings, with the digests of secrets in their places. */
    private static String digest(Tunnel tunnel) {
        return Digest.of(text(tunnel, reference -> reference.digest().hex()).getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    /** As wg(8) reads it. Every value is of a checked type; a key has been checked to be one. */
    private static String text(Tunnel tunnel, Function<SecretReference, String> secret) {
        var text = new StringBuilder("[Interface]\n");
        line(text, "PrivateKey", secret.apply(tunnel.key()));
        line(text, "ListenPort", Integer.toString(tunnel.port().orElse(0)));
        for (var peer : tunnel.peers()) {
            text.append("[Peer]\n");
            line(text, "PublicKey", peer.publicKey());
            peer.presharedKey().ifPresent(key -> line(text, "PresharedKey", secret.apply(key)));
            line(
                    text,
                    "AllowedIPs",
                    peer.allowed().stream()
                            .map(range -> range.network() + "/" + range.length())
                            .collect(Collectors.joining(", ")));
            peer.endpoint().ifPresent(endpoint -> line(text, "Endpoint", endpoint.toString()));
            peer.keepalive().ifPresent(seconds -> line(text, "PersistentKeepalive", Integer.toString(seconds)));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(" = ").append(value).append('\n');
    }

    /** First the interface, then a peer each, in the columns of wg(8). */
    private List<String[]> dump(String name) throws IOException, InterruptedException {
        var out = host.run(LIMIT, "wg", "show", name, "dump")
                .orThrow("Looking at the tunnel " + name)
                .out();
        var lines = out.lines().map(line -> line.split("\t", -1)).toList();
        if (lines.isEmpty()
                || lines.getFirst().length < 4
                || lines.stream().skip(1).anyMatch(peer -> peer.length < 8)) {
            throw new IOException("wg answered with something that is no list of peers");
        }
        return lines;
    }

    /** Of what the kernel lists, less where peers are and when they were heard. */
    private static String listed(List<String[]> lines) {
        var own = lines.getFirst();
        var peers = lines.stream()
                .skip(1)
                .map(peer -> String.join(" ", peer[0], peer[1], peer[3], peer[7]))
                .sorted()
                .collect(Collectors.joining("\n"));
        return Digest.of((String.join(" ", own[0], own[2], own[3]) + "\n" + peers).getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    private JsonObject notes() throws IOException {
        if (!Files.exists(notes)) {
            return JsonObject.EMPTY;
        }
        try {
            return JsonText.parseObject(Files.readString(notes));
        } catch (BadDocument e) {
            return JsonObject.EMPTY;
        }
    }

    private void note(String name, JsonObject note) throws IOException {
        host.generate(notes, JsonText.write(notes().with(name, note)).getBytes(StandardCharsets.UTF_8));
    }
}
