package io.ripcord.wifi.hostapd;

import io.ripcord.api.host.Host;
import io.ripcord.wifi.api.Mac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The board's radios, as the kernel tells by {@code /sys} and {@code iw}; without any no program is run. */
final class Radios {
    static final Path KERNEL = Path.of("/sys/class/ieee80211");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Host host;
    private final Path kernel;

    /** @param kernel the folder in which it names its radios */
    Radios(Host host, Path kernel) {
        this.host = host;
        this.kernel = kernel;
    }

    SortedMap<String, RadioFacts> find() throws IOException, InterruptedException {
        var names = names();
        var all = new TreeMap<String, RadioFacts>();
        if (names.isEmpty()) {
            return all;
        }
        var told = IwPhy.parse(run("iw", "phy"));
        for (var name : names) {
            var phy = told.get(name);
            if (phy != null) {
                var mac = new Mac(Files.readString(kernel.resolve(name).resolve("macaddress"))
                        .strip());
                all.put(name, new RadioFacts(name, mac, phy.most(), phy.bands()));
            }
        }
        return all;
    }

    private List<String> names() throws IOException {
        if (!Files.isDirectory(kernel)) {
            return List.of();
        }
        try (var entries = Files.list(kernel)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    /** Makes the interface on which a radio is held, if it is not there. */
    void hold(String radio, String iface) throws IOException, InterruptedException {
        if (!host.run(LIMIT, "iw", "dev", iface, "info").ok()) {
            run("iw", "phy", radio, "interface", "add", iface, "type", "managed");
        }
    }

    /** Deletes that interface; what is gone already is well. */
    void release(String iface) throws IOException, InterruptedException {
        if (host.run(LIMIT, "iw", "dev", iface, "info").ok()) {
            run("iw", "dev", iface, "del");
        }
    }

    /** @param power in dBm; 0: as much as the country allows */
    void limit(String radio, int power) throws IOException, InterruptedException {
        if (power == 0) {
            // a radio that cannot be limited is not, so that it fails does no harm
            host.run(LIMIT, "iw", "phy", radio, "set", "txpower", "auto");
        } else {
            run("iw", "phy", radio, "set", "txpower", "limit", power + "00");
        }
    }

    /** What iw tells of each station on an interface. */
    String stations(String iface) throws IOException, InterruptedException {
        return run("iw", "dev", iface, "station", "dump");
    }

    private String run(String... argv) throws IOException, InterruptedException {
        return host.run(LIMIT, argv).orThrow(String.join(" ", argv)).out();
    }
}
