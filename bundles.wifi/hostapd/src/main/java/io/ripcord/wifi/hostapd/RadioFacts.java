package io.ripcord.wifi.hostapd;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonNumber;
import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.Mac;
import io.ripcord.wifi.hostapd.document.Band;
import io.ripcord.wifi.hostapd.document.Standard;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a radio of the board can do.
 *
 * @param mac its own Ethernet address
 * @param most how many interfaces it can have that offer something; 0: it cannot offer anything
 */
record RadioFacts(String name, Mac mac, int most, Map<Band, OnBand> bands) {

    RadioFacts {
        bands = new TreeMap<>(bands);
    }

    /**
     * What it can do in one band.
     *
     * @param widths of channels, in MHz
     * @param standard the newest; empty for older than 802.11n
     * @param shortGuard at which widths it talks with a short guard interval
     */
    record OnBand(List<Integer> channels, List<Integer> widths, Optional<Standard> standard, List<Integer> shortGuard) {
        OnBand {
            channels = List.copyOf(channels);
            widths = List.copyOf(widths);
            shortGuard = List.copyOf(shortGuard);
        }
    }

    JsonObject json() {
        var members = JsonObject.EMPTY;
        for (var band : bands.entrySet()) {
            var facts = band.getValue();
            var json = JsonObject.EMPTY
                    .with("channels", numbers(facts.channels()))
                    .with("widths", numbers(facts.widths()))
                    .with("shortGuard", numbers(facts.shortGuard()));
            members = members.with(
                    band.getKey().toString(),
                    facts.standard()
                            .map(newest -> json.with("modes", Fields.wireName(newest)))
                            .orElse(json));
        }
        return JsonObject.EMPTY.with("mac", mac.text()).with("most", most).with("bands", members);
    }

    /** @param fields of what {@link #json()} gave; members beside it are left */
    static RadioFacts parse(String name, Fields fields) {
        var bands = new TreeMap<Band, OnBand>();
        fields.rawObject("bands").members().forEach((band, facts) -> bands.put(Band.parse(band), onBand(facts, name)));
        return new RadioFacts(
                name, fields.value("mac", 17, Mac::new), (int) fields.whole("most", 0, Integer.MAX_VALUE), bands);
    }

    private static OnBand onBand(Json json, String name) {
        var fields = Fields.of(json, name);
        return new OnBand(
                numbers(fields, "channels"),
                numbers(fields, "widths"),
                fields.has("modes") ? Optional.of(fields.choice("modes", Standard.class)) : Optional.empty(),
                numbers(fields, "shortGuard"));
    }

    private static List<Integer> numbers(Fields fields, String name) {
        return fields.raw(name).stream()
                .filter(JsonArray.class::isInstance)
                .flatMap(array -> ((JsonArray) array).items().stream())
                .filter(JsonNumber.class::isInstance)
                .map(number -> ((JsonNumber) number).value().intValue())
                .toList();
    }

    private static Json numbers(Collection<Integer> numbers) {
        return new JsonArray(
                numbers.stream().<Json>map(number -> Json.of(number)).toList());
    }
}
