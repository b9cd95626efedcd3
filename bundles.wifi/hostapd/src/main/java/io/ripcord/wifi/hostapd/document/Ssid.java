package io.ripcord.wifi.hostapd.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.wifi.api.Mac;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A wireless network as stations see it.
 *
 * @param id its name in the document
 * @param radios that offer it
 * @param network of the section {@code network} that its stations join
 * @param passphrase of everybody; empty where only single stations have one, and where there is none
 * @param isolated whether its stations may not talk to each other; empty: as its network says
 * @param hidden whether its name is left out of what the radio announces
 * @param clients how many stations each radio takes at a time
 * @param keys in the order of their names
 * @param accept if there are any: only these stations
 * @param deny never these stations
 */
public record Ssid(
        String id,
        List<String> radios,
        SsidName name,
        String network,
        Security security,
        Optional<SecretReference> passphrase,
        Pmf pmf,
        Optional<Boolean> isolated,
        boolean hidden,
        OptionalInt clients,
        List<ClientKey> keys,
        List<Mac> accept,
        List<Mac> deny,
        Optional<Radius> radius) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,23}");
    private static final Pattern NETWORK = Pattern.compile("[a-z][a-z0-9-]{0,11}");
    private static final Pattern RADIO = Pattern.compile("phy[0-9]{1,3}");
    private static final int MOST_KEYS = 1024;
    private static final int MOST_MACS = 1024;
    private static final int MOST_CLIENTS = 2007;

    public Ssid {
        radios = List.copyOf(radios);
        keys = List.copyOf(keys);
        accept = List.copyOf(accept);
        deny = List.copyOf(deny);
    }

    static Ssid from(String id, Fields fields) {
        if (!ID.matcher(id).matches()) {
            throw new BadDocument(
                    "ssids/" + id,
                    "it is no name in the document",
                    "write up to 24 lower-case letters, digits, dashes; what stations see stands in the member name");
        }
        var security = fields.choice("security", Security.class);
        var ssid = new Ssid(
                id,
                fields.values("radios", 16, 16, text -> word(text, RADIO, "a radio")),
                fields.value("name", 32, SsidName::new),
                fields.value("network", 12, text -> word(text, NETWORK, "a network")),
                security,
                fields.has("passphrase") ? Optional.of(ClientKey.secret(fields, "passphrase")) : Optional.empty(),
                fields.has("pmf") ? fields.choice("pmf", Pmf.class) : security.usualPmf(),
                fields.has("isolated") ? Optional.of(fields.flag("isolated", false)) : Optional.empty(),
                fields.flag("hidden", false),
                fields.optionalWhole("clients", 1, MOST_CLIENTS).stream()
                        .mapToInt(Long::intValue)
                        .findFirst(),
                keys(fields),
                fields.values("accept", MOST_MACS, 17, Mac::new),
                fields.values("deny", MOST_MACS, 17, Mac::new),
                fields.optionalObject("radius").map(Radius::from));
        fields.end();
        ssid.check(fields);
        return ssid;
    }

    private static String word(String text, Pattern pattern, String what) {
        if (!pattern.matcher(text).matches()) {
            throw new BadDocument("", "it is no name of " + what, "write it as in its section");
        }
        return text;
    }

    private static List<ClientKey> keys(Fields fields) {
        var members = fields.rawObject("keys").members();
        if (members.size() > MOST_KEYS) {
            throw fields.bad("keys", "there are " + members.size(), "use at most " + MOST_KEYS);
        }
        return new TreeMap<>(members)
                .entrySet().stream()
                        .map(member -> ClientKey.from(
                                member.getKey(), Fields.of(member.getValue(), fields.path("keys/" + member.getKey()))))
                        .toList();
    }

    private void check(Fields fields) {
        if (radios.isEmpty() || new HashSet<>(radios).size() < radios.size()) {
            throw fields.bad("radios", "it names no radio, or one twice", "name each radio that offers it once");
        }
        if (!security.takes(pmf)) {
            throw fields.bad(
                    "pmf",
                    "with this security it is " + Fields.wireName(security.usualPmf()),
                    "leave it out, or choose another security");
        }
        if (!accept.isEmpty() && !deny.isEmpty()) {
            throw fields.bad("deny", "only those of accept may join anyway", "write one of the two");
        }
        proofs(fields);
    }

    private void proofs(Fields fields) {
        if (security.hasPassphrase() != (passphrase.isPresent() || !keys.isEmpty())) {
            throw security.hasPassphrase()
                    ? fields.bad("passphrase", "it is missing", "give the name of a secret, or keys of single stations")
                    : fields.bad("passphrase", "this security has no passphrase", "take passphrase and keys out");
        }
        if (security == Security.ENTERPRISE != radius.isPresent()) {
            throw radius.isPresent()
                    ? fields.bad("radius", "only the security enterprise asks a server", "take it out")
                    : fields.bad("radius", "it is missing", "give the server that knows the users");
        }
        for (var key : keys) {
            if (security.hasSae() && key.mac().isEmpty()) {
                throw fields.bad(
                        "keys/" + key.name() + "/mac",
                        "it is missing: WPA3 must know which key to ask for",
                        "give the station's Ethernet address, or choose wpa2");
            }
        }
    }
}
