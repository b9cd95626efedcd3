package io.ripcord.wifi.hostapd;

import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.Mac;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A station that joined, with what {@code iw} tells of it at one moment. */
record Station(Mac mac, Map<String, String> told) {
    private static final Pattern HEAD = Pattern.compile("Station ([0-9a-f:]{17}) \\(on .*\\)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
    private static final Map<String, String> NUMBERS = Map.of(
            "signal", "signalDbm",
            "rx bytes", "receivedBytes",
            "tx bytes", "sentBytes",
            "inactive time", "silentMillis",
            "connected time", "connectedSeconds");
    private static final Map<String, String> RATES = Map.of("rx bitrate", "receiveRate", "tx bitrate", "sendRate");

    static List<Station> parse(String dump) {
        List<Station> all = new ArrayList<>();
        dump.lines().map(String::strip).forEach(line -> {
            var head = HEAD.matcher(line);
            int colon = line.indexOf(':');
            if (head.matches()) {
                all.add(new Station(new Mac(head.group(1)), new LinkedHashMap<>()));
            } else if (colon > 0 && !all.isEmpty()) {
                all.getLast()
                        .told
                        .put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return all;
    }

    /** Signal in dBm, bytes and rates; what the driver does not tell is left out. */
    JsonObject json() {
        var json = JsonObject.EMPTY.with("mac", mac.text());
        for (var number : NUMBERS.entrySet()) {
            var value =
                    word(number.getKey()).filter(text -> NUMBER.matcher(text).matches());
            json = value.isPresent() ? json.with(number.getValue(), Long.parseLong(value.get())) : json;
        }
        for (var rate : RATES.entrySet()) {
            var value = told.get(rate.getKey());
            json = value == null ? json : json.with(rate.getValue(), value);
        }
        return json;
    }

    private Optional<String> word(String name) {
        return Optional.ofNullable(told.get(name)).map(text -> text.split("\\s", 2)[0]);
    }
}
