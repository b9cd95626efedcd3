package io.ripcord.api.message;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first message of each connection: who the device is and where it stands.
 *
 * @param bootEpoch counter of the device's starts
 * @param sequence counter of hellos within the boot epoch, 1 and up; (bootEpoch, sequence) names the connection
 * @param domains schema version by domain name: what the console may send
 * @param held the fleet generation that the device accepted last
 * @param settled the newest fleet generation that has an outcome
 */
public record Hello(
        Board board,
        long bootEpoch,
        long sequence,
        long uptimeSeconds,
        Map<String, Integer> domains,
        List<String> capabilities,
        Held held,
        Settled settled)
        implements UpMessage {
    public static final String KIND = "hello";

    /** Which board speaks. */
    public record Board(
            String device, String tenant, String deviceClass, String model, String base, String lanAddress) {}

    /** @param document canonical digest of the fleet's document ({@code DesiredDocument.digest()}); empty at generation 0 */
    public record Held(long generation, Optional<Digest> document) {}

    /** @param outcome empty at generation 0 */
    public record Settled(long generation, Optional<Outcome> outcome) {}

    public Hello {
        domains = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(domains));
        capabilities = List.copyOf(capabilities);
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws BadDocument naming the place that is wrong */
    public static Hello parse(byte[] payload) {
        var fields = Wire.read(payload);
        var hello = new Hello(
                board(fields.object("board")),
                Wire.counter(fields, "bootEpoch"),
                Wire.counter(fields, "sequence"),
                Wire.counter(fields, "uptimeSeconds"),
                domains(fields),
                fields.texts("capabilities", 64, 64),
                held(fields.object("held")),
                settled(fields.object("settled")));
        fields.end();
        return hello;
    }

    @Override
    public byte[] encode() {
        var versions = JsonObject.EMPTY;
        for (var domain : domains.entrySet()) {
            versions = versions.with(domain.getKey(), domain.getValue());
        }
        return Wire.write(JsonObject.EMPTY
                .with("board", json(board))
                .with("bootEpoch", bootEpoch)
                .with("sequence", sequence)
                .with("uptimeSeconds", uptimeSeconds)
                .with("domains", versions)
                .with("capabilities", JsonArray.ofTexts(capabilities))
                .with("held", json(held))
                .with("settled", json(settled)));
    }

    private static Board board(Fields fields) {
        var board = new Board(
                fields.text("device", 1, 64),
                fields.text("tenant", 1, 64),
                fields.text("class", 1, 64),
                fields.text("model", 1, 128),
                fields.text("base", 1, 64),
                fields.text("lanAddress", 0, 64));
        fields.end();
        return board;
    }

    private static JsonObject json(Board board) {
        return JsonObject.EMPTY
                .with("device", board.device)
                .with("tenant", board.tenant)
                .with("class", board.deviceClass)
                .with("model", board.model)
                .with("base", board.base)
                .with("lanAddress", board.lanAddress);
    }

    private static Map<String, Integer> domains(Fields fields) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        var object = fields.rawObject("domains");
        var inner = Fields.of(object, "domains");
        if (object.names().size() > 64) {
            throw fields.bad("domains", "it has more than 64 entries", "list at most 64");
        }
        for (var name : object.names()) {
            versions.put(name, (int) inner.whole(name, 1, 1_000_000));
        }
        return versions;
    }

    private static Held held(Fields fields) {
        var held = new Held(Wire.counter(fields, "generation"), Wire.optionalDigest(fields, "document"));
        fields.end();
        return held;
    }

    private static JsonObject json(Held held) {
        var json = JsonObject.EMPTY.with("generation", held.generation);
        return held.document.map(digest -> json.with("document", digest.hex())).orElse(json);
    }

    private static Settled settled(Fields fields) {
        var settled = new Settled(
                Wire.counter(fields, "generation"),
                fields.has("outcome") ? Optional.of(fields.choice("outcome", Outcome.class)) : Optional.empty());
        fields.end();
        return settled;
    }

    private static Json json(Settled settled) {
        var json = JsonObject.EMPTY.with("generation", settled.generation);
        return settled.outcome
                .map(outcome -> json.with("outcome", Fields.wireName(outcome)))
                .orElse(json);
    }
}
