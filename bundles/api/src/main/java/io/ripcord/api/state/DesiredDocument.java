package io.ripcord.api.state;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a device should be: a section for each domain. The sections stay as written; their domains check them.
 *
 * @param atomic true when one failing unit undoes all
 * @param local the paths that the local layer may write; meaningful in the fleet layer only
 * @param domains section by domain name
 */
public record DesiredDocument(boolean atomic, List<DocumentPath> local, Map<String, JsonObject> domains) {
    public static final DesiredDocument EMPTY = new DesiredDocument(false, List.of(), Map.of());

    private static final Pattern DOMAIN = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public DesiredDocument {
        local = List.copyOf(local);
        domains = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(domains));
    }

    /** @throws BadDocument naming the place that is wrong */
    public static DesiredDocument from(JsonObject json) {
        var fields = Fields.of(json, "");
        var document = new DesiredDocument(
                fields.flag("atomic", false),
                fields.texts("local", 64, 256).stream().map(DocumentPath::parse).toList(),
                sections(fields.rawObject("domains")));
        fields.end();
        return document;
    }

    public static DesiredDocument parse(byte[] utf8) {
        return from(JsonText.parseObject(utf8));
    }

    static Map<String, JsonObject> sections(JsonObject domains) {
        Map<String, JsonObject> sections = new LinkedHashMap<>();
        domains.members().forEach((name, value) -> {
            if (!DOMAIN.matcher(name).matches()) {
                throw new BadDocument("domains/" + name, "it is no domain name", "use lower-case letters and dashes");
            }
            if (!(value instanceof JsonObject section)) {
                throw new BadDocument("domains/" + name, "it is no object", "write an object in braces");
            }
            sections.put(name, section);
        });
        return sections;
    }

    public JsonObject section(String domain) {
        return domains.getOrDefault(domain, JsonObject.EMPTY);
    }

    public DesiredDocument withSection(String domain, JsonObject section) {
        var copy = new LinkedHashMap<>(domains);
        if (section.isEmpty()) {
            copy.remove(domain);
        } else {
            copy.put(domain, section);
        }
        return new DesiredDocument(atomic, local, copy);
    }

    /** All sections as one object. */
    public JsonObject sections() {
        return new JsonObject(Map.copyOf(domains));
    }

    public JsonObject json() {
        return JsonObject.EMPTY
                .with("atomic", atomic)
                .with(
                        "local",
                        new JsonArray(local.stream()
                                .map(path -> Json.of(path.toString()))
                                .toList()))
                .with("domains", sections());
    }

    public Digest digest() {
        return Digest.of(json());
    }
}
