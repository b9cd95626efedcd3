package io.ripcord.wifi.nftables.document;

import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.Zone;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a zone is treated.
 *
 * @param manage whether the device's own pages answer to it
 * @param forward what becomes of new connections from it to other zones; to those not named, they are dropped
 * @param isolated whether its members may not talk to each other
 * @param masquerade whether what leaves through it goes under the device's own address (IPv4)
 * @param mssClamp whether TCP is told the path's size when a connection through it begins
 * @param perSource most connections of one address of the zone at a time
 * @param newPerSecond most new connections of one address of the zone in a second
 */
public record ZoneSettings(
        Input input,
        boolean manage,
        Map<Zone, Verdict> forward,
        boolean isolated,
        boolean masquerade,
        boolean mssClamp,
        Optional<Long> perSource,
        Optional<Long> newPerSecond) {
    private static final int MOST_ZONES = 32;
    private static final long MOST_CONNECTIONS = 1_000_000;

    public ZoneSettings {
        forward = Map.copyOf(forward);
    }

    /** Of a zone that the document does not name. */
    public static ZoneSettings standard(Zone zone) {
        boolean wan = zone.equals(Zone.WAN);
        boolean lan = zone.equals(Zone.LAN);
        boolean guest = zone.equals(Zone.GUEST);
        return new ZoneSettings(
                lan || guest ? Input.SERVICES : Input.DROP,
                lan,
                lan || guest ? Map.of(Zone.WAN, Verdict.ACCEPT) : Map.of(),
                guest || wan || zone.equals(Zone.CHUTE),
                wan,
                wan,
                Optional.empty(),
                Optional.empty());
    }

    /** Members that are left out are as {@link #standard}. */
    static ZoneSettings from(Zone zone, Fields fields) {
        var standard = standard(zone);
        var limits = fields.optionalObject("connections");
        var perSource = limits.flatMap(object -> object.optionalWhole("perSource", 1, MOST_CONNECTIONS));
        var newPerSecond = limits.flatMap(object -> object.optionalWhole("newPerSecond", 1, MOST_CONNECTIONS));
        limits.ifPresent(Fields::end);
        return new ZoneSettings(
                fields.has("input") ? fields.choice("input", Input.class) : standard.input,
                fields.flag("manage", standard.manage),
                fields.has("forward") ? forward(fields) : standard.forward,
                fields.flag("isolated", standard.isolated),
                fields.flag("masquerade", standard.masquerade),
                fields.flag("mssClamp", standard.mssClamp),
                perSource,
                newPerSecond);
    }

    private static Map<Zone, Verdict> forward(Fields fields) {
        Map<Zone, Verdict> forward = new TreeMap<>();
        fields.textMap("forward", MOST_ZONES, 16)
                .forEach((name, verdict) -> forward.put(
                        fields.checked("forward/" + name, name, Zone::new),
                        fields.checked("forward/" + name, verdict, Verdict::parse)));
        return forward;
    }
}
