package io.ripcord.wifi.nftables;

import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.wifi.api.Address;
import io.ripcord.wifi.api.Mac;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends connections that are there and that the rules would not allow any more: they pass unasked otherwise. */
final class Conntrack {
    private static final Logger LOG = LoggerFactory.getLogger(Conntrack.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Host host;

    Conntrack(Host host) {
        this.host = host;
    }

    /** Forgets what the policy forbids; how many that were. A device without the tool keeps them, and says so. */
    int forget(Policy policy) throws IOException, InterruptedException {
        List<Connection> forbidden = new ArrayList<>();
        var senders = senders(policy);
        for (var connection : all()) {
            if (!policy.permits(connection, Optional.ofNullable(senders.get(connection.source())))) {
                forbidden.add(connection);
            }
        }
        if (!forbidden.isEmpty()) {
            // one that ended by itself meanwhile makes the tool complain of that line, and go on
            run(
                    forbidden.stream().map(Connection::deletion).collect(Collectors.joining("\n", "", "\n")),
                    "conntrack",
                    "-R",
                    "-");
            LOG.info("{} connections are ended, for the new rules forbid them", forbidden.size());
        }
        return forbidden.size();
    }

    private List<Connection> all() throws IOException, InterruptedException {
        List<Connection> all = new ArrayList<>();
        for (var family : List.of("ipv4", "ipv6")) {
            var list = run("", "conntrack", "-L", "-f", family).orThrow("Listing connections with conntrack");
            list.out().lines().forEach(line -> Connection.parse(line).ifPresent(all::add));
        }
        return all;
    }

    /** Asked only when a rule names Ethernet addresses. */
    private Map<Address, Mac> senders(Policy policy) throws IOException, InterruptedException {
        Map<Address, Mac> senders = new HashMap<>();
        if (policy.section().filters().stream().allMatch(filter -> filter.macs().isEmpty())) {
            return senders;
        }
        var list = run("", "ip", "-j", "neighbour").orThrow("Listing neighbours with ip");
        if (JsonText.parse(list.out().getBytes(StandardCharsets.UTF_8)) instanceof JsonArray(var items)) {
            for (var item : items) {
                if (item instanceof JsonObject entry) {
                    sender(entry, senders);
                }
            }
        }
        return senders;
    }

    private static void sender(JsonObject entry, Map<Address, Mac> senders) {
        try {
            var address = entry.string("dst");
            var mac = entry.string("lladdr");
            if (address.isPresent() && mac.isPresent()) {
                senders.put(Address.parse(address.get()), new Mac(mac.get()));
            }
        } catch (BadDocument _) {
            // a neighbour on no Ethernet
        }
    }

    private Host.Result run(String input, String... argv) throws IOException, InterruptedException {
        return host.run(List.of(argv), input.getBytes(StandardCharsets.UTF_8), LIMIT);
    }
}
