package io.ripcord.wifi.nftables.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** How members of the section are read so that a refusal names the place. */
final class Entry {
    private static final int MOST = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private Entry() {}

    /** The entries of the object {@code name}, in the order of their names. */
    static <T> Map<String, T> all(Fields section, String name, BiFunction<String, Fields, T> read) {
        Map<String, T> entries = new TreeMap<>();
        var members = section.rawObject(name).members();
        if (members.size() > MOST) {
            throw section.bad(name, "it has " + members.size() + " entries", "use at most " + MOST);
        }
        for (Map.Entry<String, Json> member : members.entrySet()) {
            var place = section.path(name) + "/" + member.getKey();
            if (!NAME.matcher(member.getKey()).matches()) {
                throw new BadDocument(place, "it is no name", "write up to 32 lower-case letters, digits, dashes");
            }
            var fields = Fields.of(member.getValue(), place);
            entries.put(member.getKey(), read.apply(member.getKey(), fields));
            fields.end();
        }
        return new LinkedHashMap<>(entries);
    }
}
