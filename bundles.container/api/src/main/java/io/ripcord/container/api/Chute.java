package io.ripcord.container.api;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.SecretReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One entry of the {@code chutes} section.
 *
 * @param name the entry's key: 1 to 32 lower-case letters, digits and dashes
 * @param image a docker-archive (tar) with one image
 * @param command what to run instead of the image's own command; empty for that
 * @param running false for a chute that is there but stopped
 */
public record Chute(
        String name,
        String version,
        Artifact image,
        List<String> command,
        Map<String, Variable> environment,
        Limits limits,
        List<Port> ports,
        boolean running) {
    private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final int MAX_TEXT = 4096;

    public Chute {
        command = List.copyOf(command);
        environment = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        ports = List.copyOf(ports);
    }

    /** @throws BadDocument naming the place that is wrong, below the section */
    public static Chute parse(String name, Json entry) {
        if (!NAME.matcher(name).matches()) {
            throw new BadDocument(
                    name,
                    "it is no name of a chute",
                    "use 1 to 32 lower-case letters, digits and dashes, beginning with a letter");
        }
        var fields = Fields.of(entry, name);
        var chute = new Chute(
                name,
                fields.text("version", VERSION),
                image(fields),
                command(fields),
                environment(fields),
                Limits.from(fields),
                fields.list("ports", 32, Port::from),
                fields.flag("running", true));
        fields.end();
        return chute;
    }

    /** The entry with every default written out, so that equal chutes have equal text. */
    public JsonObject json() {
        Map<String, Json> variables = new LinkedHashMap<>();
        environment.forEach((key, value) -> variables.put(key, value.json()));
        var json = JsonObject.EMPTY
                .with("version", version)
                .with("image", image.json())
                .with("command", JsonArray.ofTexts(command))
                .with("environment", new JsonObject(variables));
        return limits.into(json)
                .with(
                        "ports",
                        new JsonArray(
                                ports.stream().map(port -> (Json) port.json()).toList()))
                .with("running", running);
    }

    private static Artifact image(Fields fields) {
        var image = fields.object("image");
        try {
            var artifact = Artifact.from(image);
            image.end();
            return artifact;
        } catch (BadDocument e) {
            throw e.path().isEmpty() ? image.bad("sha256", e.reason(), e.remedy()) : e;
        }
    }

    private static List<String> command(Fields fields) {
        var command = fields.texts("command", 64, MAX_TEXT);
        for (int i = 0; i < command.size(); i++) {
            refuseNul(fields, "command/" + i, command.get(i));
        }
        return command;
    }

    private static Map<String, Variable> environment(Fields fields) {
        var members = fields.rawObject("environment").members();
        if (members.size() > 128) {
            throw fields.bad("environment", "it has " + members.size() + " entries", "use at most 128");
        }
        Map<String, Variable> environment = new LinkedHashMap<>();
        members.forEach((key, value) -> {
            var path = "environment/" + key;
            if (!VARIABLE.matcher(key).matches()) {
                throw fields.bad(
                        path,
                        "it is no name of a variable",
                        "use letters, digits and underscores, beginning with no digit");
            }
            environment.put(key, Variable.parse(value, fields.path(path), MAX_TEXT));
        });
        return environment;
    }

    /** The secrets that the container needs when it is made. */
    public List<SecretReference> secrets() {
        return environment.values().stream()
                .flatMap(value -> value instanceof Variable.Secret(var reference) ? Stream.of(reference) : Stream.of())
                .distinct()
                .toList();
    }

    private static void refuseNul(Fields fields, String name, String value) {
        if (value.indexOf('\0') >= 0) {
            throw fields.bad(name, "it holds a NUL character", "remove it");
        }
    }
}
