package io.ripcord.wifi.hostapd;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonNumber;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonString;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@link Air#look()} saw, as it is needed to plan. */
record Seen(
        boolean hostapd,
        Map<String, RadioFacts> facts,
        Set<String> lost,
        Map<String, Working> radios,
        Map<String, Offered> offers) {

    /** A radio that hostapd holds. */
    record Working(String state, String settings, int power) {}

    /** An interface that offers something; with an empty name if somebody else made it. */
    record Offered(String radio, String ssid, String settings, String keys, int stations) {}

    static Seen of(JsonObject observed) {
        var facts = new TreeMap<String, RadioFacts>();
        var radios = new TreeMap<String, Working>();
        members(observed, "radios").forEach((name, json) -> {
            facts.put(name, RadioFacts.parse(name, Fields.of(json, name)));
            var radio = (JsonObject) json;
            radio.string("state")
                    .ifPresent(state -> radios.put(
                            name, new Working(state, radio.string("settings").orElse(""), number(radio, "power"))));
        });
        var offers = new TreeMap<String, Offered>();
        members(observed, "interfaces").forEach((name, json) -> {
            var offered = (JsonObject) json;
            offers.put(
                    name,
                    new Offered(
                            offered.string("radio").orElse(""),
                            offered.string("ssid").orElse(""),
                            offered.string("settings").orElse(""),
                            offered.string("keys").orElse(""),
                            offered.get("stations")
                                    .filter(JsonArray.class::isInstance)
                                    .map(list -> ((JsonArray) list).items().size())
                                    .orElse(0)));
        });
        boolean runs = observed.get("hostapd").equals(Optional.of(Json.of(true)));
        return new Seen(runs, facts, lost(observed), radios, offers);
    }

    private static Set<String> lost(JsonObject observed) {
        return observed.get("lost").stream()
                .filter(JsonArray.class::isInstance)
                .flatMap(list -> ((JsonArray) list).items().stream())
                .filter(JsonString.class::isInstance)
                .map(name -> ((JsonString) name).value())
                .collect(Collectors.toSet());
    }

    private static Map<String, Json> members(JsonObject observed, String name) {
        return observed.object(name).orElse(JsonObject.EMPTY).members();
    }

    private static int number(JsonObject json, String name) {
        return json.get(name)
                .filter(JsonNumber.class::isInstance)
                .map(number -> ((JsonNumber) number).value().intValue())
                .orElse(0);
    }

    int stationsOf(String radio) {
        return offers.values().stream()
                .filter(offered -> offered.radio().equals(radio))
                .mapToInt(Offered::stations)
                .sum();
    }

    int stations() {
        return offers.values().stream().mapToInt(Offered::stations).sum();
    }
}
