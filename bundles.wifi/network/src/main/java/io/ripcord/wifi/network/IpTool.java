package io.ripcord.wifi.network;

import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonNumber;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonString;
import io.ripcord.api.json.JsonText;
import io.ripcord.wifi.api.Address;
import io.ripcord.wifi.api.Prefix;
import io.ripcord.wifi.api.SsidInterface;
import io.ripcord.wifi.network.document.Cidr;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The exchanges with {@code ip} (iproute2), in its JSON and its batches. */
final class IpTool {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Set<String> SET_BY_HAND = Set.of("boot", "static", Route.OURS);

    private final Host host;

    IpTool(Host host) {
        this.host = host;
    }

    Topology topology() throws IOException, InterruptedException {
        return new Topology(links(entries()), routes());
    }

    /**
     * The board at a glance.
     *
     * @param topology without routes where the device governs nothing: then none is its own
     * @param lent addresses that somebody lent, by interface
     */
    record Look(Topology topology, Map<String, List<Cidr>> lent) {}

    Look look() throws IOException, InterruptedException {
        var entries = entries();
        var bare = new Topology(links(entries), new TreeSet<>());
        if (bare.governed().findAny().isEmpty()) {
            return new Look(bare, Map.of());
        }
        var lent = new TreeMap<String, List<Cidr>>();
        entries.forEach(entry -> lent.put(entry.string("ifname").orElse(""), addresses(entry, true)));
        return new Look(new Topology(bare.links(), routes()), lent);
    }

    private List<JsonObject> entries() throws IOException, InterruptedException {
        return objects(run("", "ip", "-j", "-d", "address", "show"));
    }

    /** Without those of radios, which join and leave bridges by another domain. */
    private static SortedMap<String, Link> links(List<JsonObject> entries) {
        var links = new TreeMap<String, Link>();
        for (var entry : entries) {
            var link = link(entry);
            if (!SsidInterface.is(link.name())) {
                links.put(link.name(), link);
            }
        }
        return links;
    }

    private SortedSet<Route> routes() throws IOException, InterruptedException {
        var routes = new TreeSet<Route>();
        for (var family : List.of("-4", "-6")) {
            var zero = family.equals("-4") ? "0.0.0.0/0" : "::/0";
            objects(run("", "ip", "-j", family, "route", "show")).stream()
                    .flatMap(entry -> route(entry, zero).stream())
                    .forEach(routes::add);
        }
        return routes;
    }

    /** Runs the lines one after the other; ends with the first that fails. */
    void run(List<String> lines) throws IOException, InterruptedException {
        run(String.join("\n", lines) + "\n", "ip", "-batch", "-");
    }

    /**
     * Whether the kernel can make interfaces of a kind, without making one: it looks at the kind before it refuses the
     * number of queues.
     */
    boolean knows(String kind) throws IOException, InterruptedException {
        var tried = host.run(LIMIT, "ip", "link", "add", "name", "ripcord-probe", "numtxqueues", "5000", "type", kind);
        return !tried.err().contains("Unknown device type");
    }

    private String run(String input, String... argv) throws IOException, InterruptedException {
        return host.run(List.of(argv), input.getBytes(StandardCharsets.UTF_8), LIMIT)
                .orThrow(String.join(" ", argv) + (input.isEmpty() ? "" : ", with\n" + input + "it"))
                .out();
    }

    private static List<JsonObject> objects(String out) throws IOException {
        try {
            if (out.isBlank()) {
                return List.of();
            }
            if (JsonText.parse(out.getBytes(StandardCharsets.UTF_8)) instanceof JsonArray(var items)) {
                return items.stream().map(JsonObject.class::cast).toList();
            }
        } catch (BadDocument | ClassCastException e) {
            throw new IOException("ip answered with something that is no list of objects", e);
        }
        throw new IOException("ip answered with something that is no list");
    }

    private static Link link(JsonObject entry) {
        return new Link(
                entry.string("ifname").orElse(""),
                kind(entry),
                entry.string("group").filter(Difference.MARK::equals).isPresent(),
                entry.string("link_type").filter("ether"::equals).isPresent()
                        ? entry.string("address").orElse("")
                        : "",
                entry.string("master"),
                number(entry, "mtu"),
                items(entry, "flags").anyMatch(new JsonString("UP")::equals),
                Link.sorted(addresses(entry, false)));
    }

    private static Link.Kind kind(JsonObject entry) {
        var info = entry.object("linkinfo").orElse(JsonObject.EMPTY);
        return switch (info.string("info_kind").orElse("")) {
            case "bridge" -> new Link.Kind.Bridge();
            case "wireguard" -> new Link.Kind.Wireguard();
            case "vlan" ->
                new Link.Kind.Vlan(
                        entry.string("link").orElse(""),
                        number(info.object("info_data").orElse(JsonObject.EMPTY), "id")
                                .orElse(0));
            default -> new Link.Kind.Other();
        };
    }

    private static List<Cidr> addresses(JsonObject entry, boolean lent) {
        List<Cidr> found = new ArrayList<>();
        items(entry, "addr_info").map(JsonObject.class::cast).forEach(address -> {
            boolean dynamic =
                    address.get("dynamic").filter(JsonBoolean.TRUE::equals).isPresent();
            boolean global = address.string("scope").filter("global"::equals).isPresent();
            var length = number(address, "prefixlen");
            if (global && dynamic == lent && length.isPresent()) {
                address.string("local")
                        .ifPresent(local -> found.add(new Cidr(Address.parse(local), length.getAsInt())));
            }
        });
        return found;
    }

    private static Optional<Route> route(JsonObject entry, String zero) {
        var protocol = entry.string("protocol").orElse("boot");
        var to = entry.string("dst").map(text -> text.equals("default") ? zero : text);
        var via = entry.string("gateway");
        boolean known = via.isPresent() || protocol.equals(Route.OURS);
        if (!SET_BY_HAND.contains(protocol) || to.isEmpty() || !known) {
            return Optional.empty();
        }
        return Optional.of(new Route(
                Prefix.parse(to.get()),
                via.map(Address::parse),
                entry.string("dev").orElse(""),
                protocol));
    }

    private static OptionalInt number(JsonObject entry, String name) {
        return entry.get(name)
                .filter(JsonNumber.class::isInstance)
                .map(number -> OptionalInt.of(((JsonNumber) number).value().intValue()))
                .orElse(OptionalInt.empty());
    }

    private static Stream<Json> items(JsonObject entry, String name) {
        return entry.get(name).stream()
                .filter(JsonArray.class::isInstance)
                .flatMap(array -> ((JsonArray) array).items().stream());
    }
}
