package io.ripcord.wifi.nftables.document;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.Zone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The section {@code firewall}.
 *
 * @param zones by name, those that the document names
 * @param filters in the order in which they are asked
 */
public record FirewallSection(Map<Zone, ZoneSettings> zones, List<Forward> forwards, List<Filter> filters) {

    public FirewallSection {
        zones = Map.copyOf(zones);
        forwards = List.copyOf(forwards);
        filters = List.copyOf(filters);
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static FirewallSection parse(JsonObject json) {
        var section = Fields.of(json, "");
        Map<Zone, ZoneSettings> zones = new LinkedHashMap<>();
        Entry.all(section, "zones", (name, fields) -> {
                    var zone = fields.checked("", name, Zone::new);
                    return Map.entry(zone, ZoneSettings.from(zone, fields));
                })
                .values()
                .forEach(zone -> zones.put(zone.getKey(), zone.getValue()));
        var sets = Entry.all(section, "sets", (_, fields) -> AddressSet.from(fields));
        var forwards = List.copyOf(Entry.all(section, "forwards", Forward::from).values());
        var filters = List.copyOf(Entry.all(section, "rules", (name, fields) -> Filter.from(name, fields, sets))
                .values());
        section.end();
        noneTwice(section, forwards);
        return new FirewallSection(zones, forwards, filters);
    }

    /** How a zone is treated, whether the document names it or not. */
    public ZoneSettings zone(Zone zone) {
        return zones.getOrDefault(zone, ZoneSettings.standard(zone));
    }

    private static void noneTwice(Fields section, List<Forward> forwards) {
        List<Forward> before = new ArrayList<>();
        for (var forward : forwards) {
            for (var other : before) {
                if (forward.from().equals(other.from())
                        && forward.protocol() == other.protocol()
                        && forward.to().width() == other.to().width()
                        && forward.to().width() == Integer.SIZE
                        && forward.ports().overlaps(other.ports())) {
                    throw section.bad(
                            "forwards/" + forward.name() + "/port",
                            "the forward " + other.name() + " has it already",
                            "choose another port");
                }
            }
            before.add(forward);
        }
    }
}
