package io.ripcord.wifi.hostapd.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.JoinedNetwork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * The section of this domain; radios and SSIDs stand in the order of their names.
 *
 * @param country whose rules the radios keep (ISO 3166-1, two capital letters)
 */
public record WifiSection(Optional<String> country, List<Radio> radios, List<Ssid> ssids) {
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int MOST_RADIOS = 16;
    private static final int MOST_SSIDS = 256;

    public WifiSection {
        radios = List.copyOf(radios);
        ssids = List.copyOf(ssids);
    }

    /** @throws BadDocument naming the place that is wrong */
    public static WifiSection parse(JsonObject json) {
        var fields = Fields.of(json, "");
        var country = fields.has("country") ? Optional.of(fields.text("country", COUNTRY)) : Optional.<String>empty();
        var section = new WifiSection(
                country, all(fields, "radios", MOST_RADIOS, Radio::from), all(fields, "ssids", MOST_SSIDS, Ssid::from));
        fields.end();
        section.radios.forEach(radio -> section.mayUse(radio, fields));
        section.ssids.forEach(ssid -> section.fits(ssid, fields));
        return section;
    }

    private static <T> List<T> all(Fields fields, String name, int most, BiFunction<String, Fields, T> read) {
        Map<String, Json> members = new TreeMap<>(fields.rawObject(name).members());
        if (members.size() > most) {
            throw fields.bad(name, "there are " + members.size(), "use at most " + most);
        }
        return members.entrySet().stream()
                .map(member -> read.apply(member.getKey(), Fields.of(member.getValue(), name + "/" + member.getKey())))
                .toList();
    }

    private void mayUse(Radio radio, Fields fields) {
        if (radio.band() != Band.GHZ_2_4 && country.isEmpty()) {
            throw fields.bad(
                    "radios/" + radio.name() + "/band",
                    "who may use " + radio.band() + " is for each country to say",
                    "write the section's country, as in DE");
        }
    }

    private void fits(Ssid ssid, Fields fields) {
        for (var name : ssid.radios()) {
            var radio = radios.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> fields.bad(
                            "ssids/" + ssid.id() + "/radios",
                            "the section says nothing of " + name,
                            "name one of " + radios.stream().map(Radio::name).toList()));
            if (radio.band() == Band.GHZ_6 && (ssid.pmf() != Pmf.REQUIRED || ssid.security() == Security.WPA2)) {
                throw fields.bad(
                        "ssids/" + ssid.id() + "/security",
                        "the band 6GHz asks for more",
                        "choose wpa3, owe, or enterprise with required pmf");
            }
        }
    }

    /**
     * What does not fit to the networks that there are.
     *
     * @throws BadDocument naming the first place that is wrong
     */
    public void check(Map<String, JoinedNetwork> there) {
        for (var ssid : ssids) {
            var network = Optional.ofNullable(there.get(ssid.network()))
                    .orElseThrow(() -> new BadDocument(
                            "ssids/" + ssid.id() + "/network",
                            "the board has no network of this name",
                            "name one of " + new TreeMap<>(there).keySet()));
            for (var key : ssid.keys()) {
                if (key.vlan().isPresent()
                        && !network.vlans().containsKey(key.vlan().getAsInt())) {
                    throw new BadDocument(
                            "ssids/" + ssid.id() + "/keys/" + key.name() + "/vlan",
                            "no network of the board has a port in this VLAN, or several have",
                            "write one of " + new TreeMap<>(network.vlans()).keySet());
                }
            }
        }
    }

    /** The SSIDs that a radio offers. */
    public List<Ssid> of(Radio radio) {
        return ssids.stream()
                .filter(ssid -> ssid.radios().contains(radio.name()))
                .toList();
    }
}
