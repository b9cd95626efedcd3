package io.ripcord.wifi.hostapd;

import io.ripcord.testkit.FakeDaemons;
import io.ripcord.testkit.ProgramHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A board of one radio whose hostapd does what it is told, and keeps what that was. */
final class FakeRadio implements ProgramHost {
    private static final String HEAD = "hostapd_cli v2.10\n\nInteractive mode\n\n";

    /** What hostapd was told that changes something, without the ends of secrets. */
    final List<String> told = new ArrayList<>();

    final Map<String, Integer> stations = new LinkedHashMap<>();
    String state = "ENABLED";
    boolean slow;
    /** The end of a command that does not work. */
    String refused = "";

    private final FakeDaemons daemons;
    private final List<String> held = new ArrayList<>();
    private final Set<String> links = new HashSet<>();
    private final String phy;

    FakeRadio(FakeDaemons daemons) {
        this.daemons = daemons;
        this.phy = resource("iw-phy-hwsim.txt");
    }

    static String resource(String name) {
        try (var in = FakeRadio.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the kernel names its radios. */
    static Path kernel(Path root) throws IOException {
        var phy = Files.createDirectories(root.resolve("ieee80211/phy0"));
        Files.writeString(phy.resolve("macaddress"), "00:11:22:33:44:55\n");
        return phy.getParent();
    }

    List<String> held() {
        return held;
    }

    @Override
    public Result run(List<String> argv, byte[] stdin, Duration limit) throws IOException {
        var words = String.join(" ", argv);
        if (words.equals("iw phy")) {
            return ok(phy);
        }
        if (argv.getFirst().equals("iw")) {
            return iw(argv, words);
        }
        if (!argv.getFirst().equals("hostapd_cli")) {
            throw new IOException("no such program: " + argv);
        }
        if (daemons.find("hostapd").isEmpty()) {
            held.clear();
            return new Result(255, "", "Failed to connect to hostapd");
        }
        return words.endsWith(" ping") ? ok("PONG\n") : ok(HEAD + "> " + answers(stdin));
    }

    private Result iw(List<String> argv, String words) {
        if (words.endsWith(" info")) {
            return links.contains(argv.get(2)) ? ok("") : new Result(237, "", "no such device");
        }
        if (words.endsWith(" station dump")) {
            var dump = new StringBuilder();
            for (int i = 0; i < stations.getOrDefault(argv.get(2), 0); i++) {
                dump.append("Station 02:00:00:00:09:0")
                        .append(i)
                        .append(" (on ")
                        .append(argv.get(2))
                        .append(")\n");
                dump.append("\tinactive time:\t304 ms\n\trx bytes:\t18816\n\tsignal:  \t-30 dBm\n");
                dump.append("\ttx bitrate:\t54.0 MBit/s\n\tconnected time:\t12 seconds\n");
            }
            return ok(dump.toString());
        }
        told.add(words);
        if (words.contains(" interface add ")) {
            links.add(argv.get(5));
        } else if (words.endsWith(" del")) {
            links.remove(argv.get(2));
        }
        return ok("");
    }

    private String answers(byte[] stdin) {
        var out = new StringBuilder();
        for (var line : new String(stdin, StandardCharsets.UTF_8).lines().toList()) {
            out.append(answer(line.substring("raw ".length()))).append("> ");
        }
        return out.toString();
    }

    private String answer(String command) {
        if (slow && (command.endsWith(" PING") || command.endsWith(" STATUS"))) {
            return "'" + command + "' command timed out.\n";
        }
        if (command.endsWith(" PING")) {
            return held.contains(command.substring("IFNAME=".length(), command.indexOf(' ')))
                    ? "PONG\n"
                    : "FAIL-NO-IFNAME-MATCH\n";
        }
        if (command.endsWith(" STATUS")) {
            return status(command.substring("IFNAME=".length(), command.indexOf(' ')));
        }
        told.add(command.replaceAll("/[^ ]*/", ""));
        if (!refused.isEmpty() && command.endsWith(refused)) {
            return "FAIL\n";
        }
        if (command.startsWith("ADD ")) {
            var file = command.substring(command.lastIndexOf('/') + 1);
            held.add(file.replace(".conf", ""));
            return "IFNAME=wl0-0 <3>AP-ENABLED \nOK\n";
        }
        if (command.startsWith("REMOVE ")) {
            var iface = command.substring("REMOVE ".length());
            held.removeIf(name -> name.equals(iface) || iface.endsWith("-0"));
        }
        return "OK\n";
    }

    private String status(String anchor) {
        if (!held.contains(anchor)) {
            return "FAIL-NO-IFNAME-MATCH\n";
        }
        var out = new StringBuilder("state=" + state + "\nphy=phy0\nfreq=2437\nchannel=6\n");
        for (int i = 0; i < held.size(); i++) {
            out.append("bss[%d]=%s%nbssid[%d]=02:00:00:00:00:0%d%nssid[%d]=> [evil%nnum_sta[%d]=%d%n"
                    .formatted(i, held.get(i), i, i, i, i, stations.getOrDefault(held.get(i), 0)));
        }
        return out.toString();
    }

    private static Result ok(String out) {
        return new Result(0, out, "");
    }
}
