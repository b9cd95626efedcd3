package io.ripcord.wifi.hostapd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a radio is, as hostapd tells.
 *
 * @param state hostapd's word: {@code ENABLED}; {@code DFS} and {@code ACS} while it listens before it may talk
 * @param channel 0 until it has one
 * @param interfaces in the order in which they were added
 */
record Status(String state, int channel, int megahertz, Map<String, Bss> interfaces) {
    private static final Pattern MEMBER = Pattern.compile("(bss|bssid|ssid|num_sta)\\[([0-9]+)]");
    private static final Set<String> DOWN = Set.of("UNINITIALIZED", "DISABLED", "");

    /** One interface of it. */
    record Bss(String bssid, String name, int stations) {}

    static Optional<Status> parse(String text) {
        var words = new LinkedHashMap<String, String>();
        for (var line : text.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                words.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        if (!words.containsKey("state")) {
            return Optional.empty();
        }
        var interfaces = new LinkedHashMap<String, Bss>();
        for (var name : words.keySet()) {
            var member = MEMBER.matcher(name);
            if (member.matches() && member.group(1).equals("bss")) {
                var index = "[" + member.group(2) + "]";
                interfaces.put(
                        words.getOrDefault(name, ""),
                        new Bss(
                                words.getOrDefault("bssid" + index, ""),
                                words.getOrDefault("ssid" + index, ""),
                                number(words, "num_sta" + index)));
            }
        }
        return Optional.of(new Status(
                words.getOrDefault("state", ""), number(words, "channel"), number(words, "freq"), interfaces));
    }

    private static int number(Map<String, String> words, String name) {
        var text = words.getOrDefault(name, "");
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }

    /** It works, or is on its way there: waiting is no failure. */
    boolean alive() {
        return isAlive(state);
    }

    static boolean isAlive(String state) {
        return !DOWN.contains(state);
    }

    List<String> names() {
        return List.copyOf(interfaces.keySet());
    }
}
