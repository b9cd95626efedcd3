package io.ripcord.container.chutes;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;
import io.ripcord.container.api.Container;
import java.util.List;
import java.util.Optional;

/**
 * What is there of one chute.
 *
 * @param containers all of its containers; more than one when an update was cut short
 * @param networks the names of its networks
 */
record Observed(List<Container> containers, List<String> networks) {
    static final Observed NOTHING = new Observed(List.of(), List.of());

    Observed {
        containers = List.copyOf(containers);
        networks = List.copyOf(networks);
    }

    static Observed parse(String chute, JsonObject json) {
        var fields = Fields.of(json, chute);
        return new Observed(
                fields.list("containers", 100, item -> container(chute, item)), fields.texts("networks", 100, 256));
    }

    Optional<Container> container(Digest digest) {
        return containers.stream().filter(one -> one.digest().equals(digest)).findFirst();
    }

    List<Container> others(Digest digest) {
        return containers.stream().filter(one -> !one.digest().equals(digest)).toList();
    }

    /** With what people look for first: is it running, and which version. */
    JsonObject json() {
        var running = containers.stream().filter(Container::running).findFirst();
        var shown = running.or(() -> containers.stream().findFirst());
        return JsonObject.EMPTY
                .with("running", running.isPresent())
                .with("version", shown.map(Container::version).orElse(""))
                .with("status", shown.map(Container::status).orElse("no container"))
                .with(
                        "containers",
                        new JsonArray(containers.stream()
                                .map(one -> (Json) container(one))
                                .toList()))
                .with("networks", JsonArray.ofTexts(networks));
    }

    private static JsonObject container(Container container) {
        return JsonObject.EMPTY
                .with("id", container.id())
                .with("name", container.name())
                .with("version", container.version())
                .with("digest", container.digest().hex())
                .with("image", container.image().hex())
                .with("running", container.running())
                .with("status", container.status());
    }

    private static Container container(String chute, Fields fields) {
        return new Container(
                fields.text("id", 1, 128),
                chute,
                fields.text("name", 1, 256),
                fields.text("version", 0, 64),
                new Digest(fields.text("digest", 64, 64)),
                new Digest(fields.text("image", 64, 64)),
                fields.flag("running", false),
                fields.text("status", 0, 256));
    }
}
