package io.ripcord.wifi.dnsmasq.document;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.Mac;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How one network is served.
 *
 * @param first where in the subnet the pool begins: 192.168.77.100 is 100 in 192.168.77.0/24
 * @param last where it ends
 * @param leaseSeconds how long an address is lent, 120 s to 30 days
 * @param leases in the order of their Ethernet addresses
 * @param options further DHCP options (RFC 2132) by number: addresses or a word
 * @param advertisements whether IPv6 routes are advertised, where the network has an IPv6 subnet
 */
public record Served(
        int first,
        int last,
        int leaseSeconds,
        List<StaticLease> leases,
        SortedMap<Integer, String> options,
        Names names,
        boolean advertisements) {
    private static final int MOST_LEASES = 4096;
    private static final int MOST_OPTIONS = 64;
    private static final int MONTH = 30 * 24 * 3600;
    private static final int MOST_HOST = (1 << 24) - 2;
    private static final Pattern OPTION = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._:/-]+(,[A-Za-z0-9._:/-]+)*");

    public Served {
        leases = List.copyOf(leases);
        options = new TreeMap<>(options);
    }

    static Served from(Fields fields) {
        var served = new Served(
                (int) fields.whole("first", 2, MOST_HOST, 100),
                (int) fields.whole("last", 2, MOST_HOST, 250),
                (int) fields.whole("leaseSeconds", 120, MONTH, 43_200),
                leases(fields),
                options(fields),
                fields.optionalObject("dns")
                        .map(Names::from)
                        .orElseGet(() -> Names.from(Fields.of(JsonObject.EMPTY, fields.path("dns")))),
                fields.flag("advertisements", true));
        fields.end();
        if (served.last < served.first) {
            throw fields.bad("last", "it is before the first", "write the end of the pool, or leave both out");
        }
        return served;
    }

    private static List<StaticLease> leases(Fields fields) {
        var members = fields.rawObject("leases").members();
        if (members.size() > MOST_LEASES) {
            throw fields.bad("leases", "there are " + members.size(), "use at most " + MOST_LEASES);
        }
        return new TreeMap<>(members)
                .entrySet().stream()
                        .map(member -> StaticLease.from(
                                fields.checked("leases/" + member.getKey(), member.getKey(), Mac::new),
                                Fields.of(member.getValue(), fields.path("leases/" + member.getKey()))))
                        .toList();
    }

    private static SortedMap<Integer, String> options(Fields fields) {
        var all = new TreeMap<Integer, String>();
        for (Map.Entry<String, String> option :
                fields.textMap("options", MOST_OPTIONS, 255).entrySet()) {
            var place = "options/" + option.getKey();
            if (!OPTION.matcher(option.getKey()).matches() || Integer.parseInt(option.getKey()) > 254) {
                throw fields.bad(place, "it is no number of a DHCP option", "write 1 to 254");
            }
            if (!VALUE.matcher(option.getValue()).matches()) {
                throw fields.bad(
                        place, "its value has characters that are not allowed", "write letters, digits, . _ : / - ,");
            }
            all.put(Integer.parseInt(option.getKey()), option.getValue());
        }
        return all;
    }
}
