package io.ripcord.wifi.nftables;

import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.nftables.document.ZoneSettings;
import java.util.ArrayList;
import java.util.List;

/** What one address of a zone may have of connections, counted in sets that the kernel fills. */
final class ZoneLimits {
    private static final List<String> FAMILIES = List.of("ip", "ip6");

    private final Zone zone;
    private final ZoneSettings settings;

    ZoneLimits(Zone zone, ZoneSettings settings) {
        this.zone = zone;
        this.settings = settings;
    }

    List<String> sets() {
        List<String> sets = new ArrayList<>();
        for (var family : FAMILIES) {
            var type = family.equals("ip") ? "ipv4_addr" : "ipv6_addr";
            settings.perSource()
                    .ifPresent(_ -> sets.add("set " + open(family) + " { type " + type + "; flags dynamic; }"));
            settings.newPerSecond()
                    .ifPresent(_ ->
                            sets.add("set " + recent(family) + " { type " + type + "; flags dynamic; timeout 1m; }"));
        }
        return sets;
    }

    List<String> rules() {
        List<String> rules = new ArrayList<>();
        for (var family : FAMILIES) {
            settings.newPerSecond()
                    .ifPresent(most -> rules.add("ct state new update @" + recent(family) + " { " + family
                            + " saddr limit rate over " + most + "/second burst " + most + " packets } drop"));
            settings.perSource()
                    .ifPresent(most -> rules.add("ct state new add @" + open(family) + " { " + family
                            + " saddr ct count over " + most + " } drop"));
        }
        return rules;
    }

    private String open(String family) {
        return "open-" + family + "-" + zone;
    }

    private String recent(String family) {
        return "recent-" + family + "-" + zone;
    }
}
