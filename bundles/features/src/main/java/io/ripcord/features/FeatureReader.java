package io.ripcord.features;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads OSGi Feature JSON strictly: what this device would not carry out is refused, not skipped. */
final class FeatureReader {
    private static final long MAX_BUNDLE = 256L << 20;
    private static final Pattern PID = Pattern.compile("[A-Za-z0-9._-]{1,200}(~[A-Za-z0-9._-]{1,100})?");
    private static final Set<String> BINDING_KINDS = Set.of("mandatory", "required");

    private FeatureReader() {}

    /** @throws BadDocument naming the place that is wrong */
    static Feature read(byte[] json) {
        var fields = Fields.of(JsonText.parseObject(json), "");
        if (!fields.text("feature-resource-version", 1, 8).equals("1.0")) {
            throw fields.bad("feature-resource-version", "it is not known here", "write 1.0");
        }
        var feature = new Feature(
                Coordinates.parse("id", fields.text("id", 5, 400)),
                fields.optionalText("name", 0, 200).orElse(""),
                fields.optionalText("description", 0, 4096).orElse(""),
                fields.list("bundles", 100, FeatureReader::item),
                configurations(fields.rawObject("configurations")));
        describe(fields);
        refuseVariables(fields);
        fields.rawObject("extensions").members().forEach(FeatureReader::extension);
        fields.end();
        refuseTwins(feature);
        return feature;
    }

    private static Feature.Item item(Fields fields) {
        var item = new Feature.Item(
                Coordinates.parse(fields.path("id"), fields.text("id", 5, 400)), Artifact.from(fields), (int)
                        fields.whole("start-order", 0, 1000, 0));
        if (item.artifact().size() > MAX_BUNDLE) {
            throw fields.bad("size", "the bundle is too large", "use at most " + MAX_BUNDLE + " bytes");
        }
        fields.end();
        return item;
    }

    /** Members that tell people something and change nothing. */
    private static void describe(Fields fields) {
        for (var text : List.of("vendor", "license", "docURL", "SCM")) {
            fields.optionalText(text, 0, 4096);
        }
        fields.texts("categories", 100, 200);
        fields.flag("complete", false);
    }

    private static void refuseVariables(Fields fields) {
        if (!fields.rawObject("variables").isEmpty()) {
            throw fields.bad("variables", "variables are not filled in on a device", "write the values themselves");
        }
    }

    private static void extension(String name, Json value) {
        var path = "extensions/" + name;
        if (name.equals("framework-launching-properties")) {
            throw new BadDocument(path, "a feature may not set properties of the framework", "remove the extension");
        }
        var kind = Fields.of(value, path).optionalText("kind", 1, 32).orElse("mandatory");
        if (BINDING_KINDS.contains(kind.toLowerCase(java.util.Locale.ROOT))) {
            throw new BadDocument(path, "the extension is mandatory and unknown here", "remove it or make it optional");
        }
    }

    private static List<FeatureConfiguration> configurations(JsonObject object) {
        List<FeatureConfiguration> result = new ArrayList<>();
        object.members().forEach((pid, value) -> result.add(configuration(pid, value)));
        return result;
    }

    private static FeatureConfiguration configuration(String key, Json value) {
        var path = "configurations/" + key;
        if (!PID.matcher(key).matches()) {
            throw new BadDocument(path, "it is no PID", "write pid or factory.pid~name, of letters, digits and . _ -");
        }
        if (!(value instanceof JsonObject object)) {
            throw new BadDocument(path, "it is no object", "write an object in braces");
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        object.members().forEach((name, member) -> {
            var typed = TypedValue.read(path + "/" + name, name, member);
            if (properties.put(typed.name(), typed.value()) != null) {
                throw new BadDocument(path + "/" + name, "the property stands twice", "keep one");
            }
        });
        int tilde = key.indexOf('~');
        return tilde < 0
                ? new FeatureConfiguration(key, Optional.empty(), properties)
                : new FeatureConfiguration(key.substring(0, tilde), Optional.of(key.substring(tilde + 1)), properties);
    }

    private static void refuseTwins(Feature feature) {
        if (feature.bundles().isEmpty() && feature.configurations().isEmpty()) {
            throw new BadDocument("bundles", "the feature is empty", "list its bundles");
        }
        var seen = new HashSet<>();
        for (var item : feature.bundles()) {
            if (!seen.add(item.artifact().sha256())) {
                throw new BadDocument("bundles", item.id() + " is the same file as another", "list it once");
            }
        }
    }
}
