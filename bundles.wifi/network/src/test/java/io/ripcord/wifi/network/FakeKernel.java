package io.ripcord.wifi.network;

import io.ripcord.testkit.ProgramHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Answers {@code ip} with one board that never changes, and keeps what it was told. */
final class FakeKernel implements ProgramHost {
    static final String LINKS = """
            [{"ifname":"lo","flags":["LOOPBACK","UP"],"mtu":65536,"link_type":"loopback","address":"00:00:00:00:00:00",
              "addr_info":[{"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host"}]},
             {"ifname":"lan0","flags":["UP"],"mtu":1500,"link_type":"ether","address":"02:00:00:00:00:01",
              "addr_info":[{"family":"inet","local":"192.168.77.1","prefixlen":24,"scope":"global"},
                           {"family":"inet6","local":"fe80::1","prefixlen":64,"scope":"link"}]},
             {"ifname":"lan1","flags":[],"mtu":1500,"link_type":"ether","address":"02:00:00:00:00:02","addr_info":[]},
             {"ifname":"wan0","flags":["UP"],"mtu":1500,"link_type":"ether","address":"02:00:00:00:00:03",
              "addr_info":[{"family":"inet","local":"10.77.0.2","prefixlen":24,"scope":"global","dynamic":true}]}]
            """;

    final List<String> told = new ArrayList<>();
    String links = LINKS;
    String lacks = "Error: Invalid number of transmit queues.";

    /** Puts a bridge there, in place of what was added. */
    void bridge(String name, String group, String address) {
        links = LINKS;
        add("""
                {"ifname":"%s","group":"%s","flags":["UP"],"mtu":1500,"link_type":"ether","address":"02:00:00:00:00:09",
                 "linkinfo":{"info_kind":"bridge"},
                 "addr_info":[{"family":"inet","local":"%s","prefixlen":28,"scope":"global"}]}""".formatted(name, group, address));
    }

    void port(String name, String bridge) {
        add("""
                {"ifname":"%s","master":"%s","flags":["UP"],"mtu":1500,"link_type":"ether","address":"02:00:00:00:00:0a",
                 "addr_info":[]}""".formatted(name, bridge));
    }

    /** Lets the provider lend another address. */
    void lend(String address) {
        var parts = address.split("/", 2);
        links = links.replaceFirst(
                "\"local\":\"[0-9.]+\",\"prefixlen\":[0-9]+,\"scope\":\"global\",\"dynamic\"",
                "\"local\":\"%s\",\"prefixlen\":%s,\"scope\":\"global\",\"dynamic\"".formatted(parts[0], parts[1]));
    }

    private void add(String link) {
        links = links.substring(0, links.lastIndexOf(']')) + "," + link + "]";
    }

    @Override
    public Result run(List<String> argv, byte[] stdin, Duration limit) throws IOException {
        return switch (String.join(" ", argv)) {
            case "ip -j -d address show" -> new Result(0, links, "");
            case "ip -j -4 route show" ->
                new Result(0, "[{\"dst\":\"default\",\"gateway\":\"10.77.0.1\",\"dev\":\"wan0\"}]", "");
            case "ip -j -6 route show" -> new Result(0, "", "");
            case "ip link add name ripcord-probe numtxqueues 5000 type wireguard" -> new Result(2, "", lacks);
            case "ip -batch -" -> {
                told.addAll(new String(stdin, StandardCharsets.UTF_8).lines().toList());
                yield new Result(0, "", "");
            }
            default -> throw new IOException("no such program: " + argv);
        };
    }
}
