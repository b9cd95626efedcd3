package io.ripcord.image;

import io.ripcord.lab.linux.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** A computer with a radio, which joins networks by a real wpa_supplicant. */
final class Supplicant {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Guest guest;
    private final Neighbour place;
    private final String iface;
    private boolean started;

    /** @param number of its radio; its interface and Ethernet address bear it too */
    Supplicant(Guest guest, String name, int number) {
        this.guest = guest;
        this.place = guest.neighbour(name).radio("phy" + number);
        this.iface = "wlan" + number;
    }

    Neighbour place() {
        return place;
    }

    String mac() {
        return place.run("cat", "/sys/class/net/" + iface + "/address")
                .orThrow()
                .out()
                .strip();
    }

    /** The addresses that it has wherever it is. */
    Supplicant addresses(String... addresses) {
        for (String address : addresses) {
            place.run("ip", "address", "add", address, "dev", iface).orThrow();
        }
        return this;
    }

    /** Tries to join a network with these words of wpa_supplicant.conf(5), and leaves the one it is in. */
    Supplicant tries(String ssid, String words) throws Exception {
        var file = guest.shared().resolve(place.name() + ".conf");
        guest.host()
                .generate(
                        file,
                        ("ctrl_interface=" + sockets() + "\nnetwork={\n  ssid=" + hex(ssid) + "\n  scan_freq=2437\n  "
                                        + words.replace("; ", "\n  ") + "\n}\n")
                                .getBytes(StandardCharsets.UTF_8));
        if (started) {
            ask("reconfigure");
        } else {
            place.start("wpa", "wpa_supplicant", "-i", iface, "-D", "nl80211", "-c", file.toString());
            started = true;
        }
        return this;
    }

    /** As {@link #tries}; returns when it is in and has its keys. */
    Supplicant joins(String ssid, String words) throws Exception {
        tries(ssid, words);
        isIn(ssid);
        return this;
    }

    void isIn(String ssid) {
        Await.until(PATIENCE, place.name() + " is in " + ssid, () -> in(ssid));
    }

    boolean in(String ssid) {
        var lines = ask("status").lines().toList();
        return lines.containsAll(List.of("wpa_state=COMPLETED", "ssid=" + ssid.replace("\"", "\\\"")));
    }

    String status() {
        return ask("status");
    }

    String log() {
        return place.log("wpa");
    }

    /** Waits until its words hold these, from the place that it had reached. */
    void says(String words, int from) {
        Await.until(
                PATIENCE,
                place.name() + " says " + words,
                () -> log().substring(from).contains(words));
    }

    private String ask(String... words) {
        var argv = new java.util.ArrayList<>(List.of("wpa_cli", "-p", sockets(), "-i", iface));
        argv.addAll(List.of(words));
        return place.run(argv.toArray(String[]::new)).out();
    }

    private static String hex(String ssid) {
        return HexFormat.of().formatHex(ssid.getBytes(StandardCharsets.UTF_8));
    }

    private String sockets() {
        return "/run/wpa-" + place.name();
    }
}
