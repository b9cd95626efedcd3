package io.ripcord.lab;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonNumber;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.ReportedState;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A device as somebody governs it: by its own REST (the local layer), or by the console's (the fleet layer).
 *
 * @param base of the device's resources, empty or ending in a slash
 */
public record Governed(Rest rest, String base, String layer) {
    public static final UnitId GREETER = new UnitId("features", "greeter");
    private static final Duration SETTLED = Duration.ofMinutes(2);

    public static Governed locally(Rest device) {
        return new Governed(device, "", "local");
    }

    public static Governed byFleet(Rest console, String device) {
        return new Governed(console, "devices/" + device + "/", "fleet");
    }

    /** Uploads the feature and sees its installation through. */
    public ChangeRecord install(SignedFeature feature) throws IOException, InterruptedException {
        return settled(send(feature));
    }

    /** Uploads the feature and has it wanted; the generation. */
    public long send(SignedFeature feature) throws IOException, InterruptedException {
        for (var artifact : feature.artifacts().entrySet()) {
            rest.put("artifacts/" + artifact.getKey(), artifact.getValue());
        }
        return edit(GREETER.domain(), GREETER.name(), feature.entry());
    }

    public ChangeRecord change(String domain, String name, Json value) throws IOException, InterruptedException {
        return settled(edit(domain, name, value));
    }

    /** The generation that the edit made. */
    public long edit(String domain, String name, Json value) throws IOException, InterruptedException {
        return edit(generation(), domain, name, value);
    }

    public long edit(long basedOn, String domain, String name, Json value) throws IOException, InterruptedException {
        return patch(basedOn, JsonObject.EMPTY.with(domain, JsonObject.EMPTY.with(name, value)));
    }

    /** Edits several sections at once; the generation that it made. */
    public long patch(long basedOn, JsonObject patch) throws IOException, InterruptedException {
        return number(
                rest.post(
                        base + "state",
                        JsonObject.EMPTY.with("basedOn", basedOn).with("patch", patch)),
                "generation");
    }

    public ChangeRecord rollback(String change) throws IOException, InterruptedException {
        return settled(number(rest.post(base + "history/" + change + "/rollback", JsonObject.EMPTY), "generation"));
    }

    public long generation() throws IOException, InterruptedException {
        return number(rest.get(base + "state"), layer + "Generation");
    }

    /** The change that settled the generation; who is asked may be away for a while. */
    public ChangeRecord settled(long generation) throws InterruptedException {
        long end = System.nanoTime() + SETTLED.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            try {
                var change = rest.ask("%ssettled?layer=%s&generation=%d&wait=5".formatted(base, layer, generation));
                if (change.isPresent()) {
                    return ChangeRecord.from(change.get());
                }
            } catch (IOException away) {
                last = away.toString();
                Thread.sleep(200);
            }
        }
        throw new LabException(
                layer + " generation " + generation + " was not settled within " + SETTLED.toSeconds() + " s. " + last);
    }

    public ReportedState reported() throws IOException, InterruptedException {
        return ReportedState.from(rest.get(base + "reported"));
    }

    /** The newest first. */
    public List<JsonObject> history() throws IOException, InterruptedException {
        return list(rest.get(base + "history"), "history");
    }

    static List<JsonObject> list(JsonObject answer, String name) {
        return ((JsonArray) answer.get(name).orElseThrow())
                .items().stream().map(JsonObject.class::cast).toList();
    }

    /** What the device reports of the greeter: version, bundles, component instances. */
    public JsonObject greeter() throws IOException, InterruptedException {
        return Optional.ofNullable(reported().domains().get(GREETER.domain()))
                .flatMap(features -> features.object(GREETER.name()))
                .orElse(JsonObject.EMPTY);
    }

    public static UnitResult result(ChangeRecord change, UnitId unit) {
        return change.units().stream()
                .filter(result -> result.unit().equals(unit))
                .findFirst()
                .orElseThrow(() -> new LabException(
                        unit + " is not in this change: " + change.json().text()));
    }

    private static long number(JsonObject json, String name) {
        return json.get(name)
                .map(value -> ((JsonNumber) value).value().longValueExact())
                .orElseThrow(() -> new LabException("There is no " + name + " in this answer: " + json.text()));
    }
}
