package io.ripcord.wifi.hostapd;

import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Section;
import io.ripcord.wifi.api.JoinedNetwork;
import io.ripcord.wifi.api.Mac;
import io.ripcord.wifi.api.SsidInterface;
import io.ripcord.wifi.hostapd.document.Radio;
import io.ripcord.wifi.hostapd.document.Ssid;
import io.ripcord.wifi.hostapd.document.WifiSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the section asks of the board's radios: every SSID on every radio that offers it, with its interface. */
final class WifiPlan {
    private static final String NETWORK = "network:";
    private static final int MOST = 63;
    /** Some radios have this bit set in their second address, which the interface that holds them may get. */
    private static final int UNUSED = 16;

    private WifiPlan() {}

    /**
     * The radios that should work, in the order of their names; those without an SSID are left alone. One that worked and is
     * gone is waited for: it must not keep the rest of the board from its networks.
     */
    static List<Tuned> of(
            WifiSection parsed,
            Map<String, JoinedNetwork> networks,
            Seen seen,
            Allocations allocations,
            Access.Places places) {
        List<Tuned> all = new ArrayList<>();
        for (var radio : parsed.radios()) {
            List<Access> offers = new ArrayList<>();
            for (var ssid : parsed.of(radio)) {
                var network = networks.get(ssid.network());
                var there = Optional.ofNullable(seen.facts().get(radio.name()));
                if (radio.enabled() && network != null) {
                    var iface = iface(radio, ssid, allocations);
                    var own = there.map(RadioFacts::mac).orElse(new Mac("02:00:00:00:00:00"));
                    offers.add(new Access(ssid, iface, bssid(own, iface.number()), network, places));
                }
            }
            if (!offers.isEmpty() && !seen.lost().contains(radio.name())) {
                all.add(new Tuned(
                        radio,
                        parsed.country(),
                        Optional.ofNullable(seen.facts().get(radio.name())),
                        offers,
                        places));
            }
        }
        return all;
    }

    /** The interface of an SSID, which keeps its number whatever becomes of the others. */
    static SsidInterface iface(Radio radio, Ssid ssid, Allocations allocations) {
        var number = allocations.claim(
                "ssid-" + radio.name(),
                "wifi/ssids/" + ssid.id(),
                IntStream.rangeClosed(1, MOST).filter(i -> i != UNUSED).mapToObj(Integer::toString));
        return new SsidInterface(radio.number(), Integer.parseInt(number));
    }

    /** Another first byte for each, as radios compare the others; marked as not given by a manufacturer. */
    static Mac bssid(Mac own, int number) {
        int first = (Integer.parseInt(own.text().substring(0, 2), 16) | 2) ^ (number << 2);
        return new Mac("%02x".formatted(first & 0xff) + own.text().substring(2));
    }

    static Map<String, JoinedNetwork> networks(Section section) {
        var networks = new TreeMap<String, JoinedNetwork>();
        section.derived().stream()
                .filter(entry -> entry.key().startsWith(NETWORK))
                .forEach(entry -> networks.put(
                        entry.key().substring(NETWORK.length()), JoinedNetwork.parse(entry.entry(), entry.key())));
        return networks;
    }
}
