package io.ripcord.testkit;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonString;
import io.ripcord.testkit.FakeWorld.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A domain that is a set of entries in a {@link FakeWorld}. An entry is an object; these of its members mean something:
 *
 * <ul>
 *   <li>{@code "derives": {"domain": {"key": {...}}}} puts entries into other domains, owned by this unit
 *   <li>{@code "needs": ["kind:value"]}, {@code "provides": [...]} order its step
 *   <li>{@code "artifact": {"sha256", "size"}} is fetched in prepare
 *   <li>{@code "claim": "kind"} claims one of the values 1 to 3 as an allocation
 *   <li>{@code "gapMillis": 7} is how long its change takes it out of service, as it says itself
 *   <li>{@code "risky": true} asks for a confirm window
 *   <li>{@code "faulty": true} misbehaves as the world says
 * </ul>
 */
public final class FakeController implements Controller {
    private final String domain;
    private final FakeWorld world;
    private final boolean perEntry;
    private volatile boolean blind;
    private volatile boolean foreign;

    public FakeController(String domain, FakeWorld world) {
        this(domain, world, true);
    }

    /** @param perEntry false for a domain that is one unit */
    public FakeController(String domain, FakeWorld world, boolean perEntry) {
        this.domain = domain;
        this.world = world;
        this.perEntry = perEntry;
    }

    /** From now on it cannot observe, or can again. */
    public FakeController blind(boolean isBlind) {
        this.blind = isBlind;
        return this;
    }

    /** From now on its units run code of others. */
    public FakeController runningCodeOfOthers() {
        this.foreign = true;
        return this;
    }

    @Override
    public boolean runsCodeOfOthers() {
        return foreign;
    }

    @Override
    public String domain() {
        return domain;
    }

    @Override
    public int schemaVersion() {
        return 1;
    }

    @Override
    public JsonObject schema() {
        return JsonObject.EMPTY.with("type", "object");
    }

    @Override
    public boolean unitPerEntry() {
        return perEntry;
    }

    @Override
    public List<Problem> validate(Section section) {
        List<Problem> problems = new ArrayList<>();
        places(section).forEach((name, place) -> {
            if (!(place.entry instanceof JsonObject)) {
                problems.add(new Problem(name, "it is no object", "write one in braces"));
            } else if (misbehaves(place, Fault.BREAKS_A_RULE)) {
                problems.add(new Problem(name, "it breaks a rule", "do not"));
            }
        });
        return problems;
    }

    @Override
    public List<Derived> expand(JsonObject wanted, Allocations allocations) {
        List<Derived> derived = new ArrayList<>();
        places(Section.of(wanted)).forEach((name, place) -> {
            var entry = object(place.entry);
            entry.string("claim")
                    .ifPresent(kind -> allocations.claim(kind, place.unit.toString(), List.of("1", "2", "3").stream()));
            entry.object("derives")
                    .orElse(JsonObject.EMPTY)
                    .members()
                    .forEach((other, entries) -> object(entries)
                            .members()
                            .forEach((key, value) -> derived.add(new Derived(place.unit, other, key, object(value)))));
        });
        return derived;
    }

    @Override
    public JsonObject observe() throws IOException {
        if (blind) {
            throw new IOException("there is no light");
        }
        var seen = JsonObject.EMPTY;
        for (var entry : world.entries().entrySet()) {
            if (entry.getKey().startsWith(domain + "/")) {
                seen = seen.with(entry.getKey().substring(domain.length() + 1), entry.getValue());
            }
        }
        return seen;
    }

    @Override
    public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        var places = places(section);
        Set<String> names = new LinkedHashSet<>(places.keySet());
        names.addAll(observed.names());
        List<Unit> units = new ArrayList<>();
        for (var name : names) {
            var place = places.getOrDefault(name, new Place(unit(name), JsonNull.NULL));
            var old = observed.get(name).orElse(JsonNull.NULL);
            if (!place.entry.equals(old)) {
                units.add(new FakeUnit(world, place.unit, domain + "/" + name, place.entry, old));
            }
        }
        return units;
    }

    @Override
    public Set<Artifact> artifacts(JsonObject wanted) {
        Set<Artifact> artifacts = new HashSet<>();
        wanted.members()
                .values()
                .forEach(entry -> object(entry)
                        .object("artifact")
                        .ifPresent(artifact -> artifacts.add(Artifact.from(Fields.of(artifact, "")))));
        return artifacts;
    }

    private record Place(UnitId unit, Json entry) {}

    private Map<String, Place> places(Section section) {
        Map<String, Place> places = new LinkedHashMap<>();
        section.wanted().members().forEach((name, entry) -> places.put(name, new Place(unit(name), entry)));
        section.derived().forEach(entry -> places.put(entry.key(), new Place(entry.owner(), entry.entry())));
        return places;
    }

    private UnitId unit(String name) {
        return perEntry ? new UnitId(domain, name) : UnitId.whole(domain);
    }

    private boolean misbehaves(Place place, Fault fault) {
        return isFaulty(place.entry) && world.has(place.unit, fault);
    }

    static boolean isFaulty(Json entry) {
        return object(entry).get("faulty").orElse(JsonBoolean.FALSE) == JsonBoolean.TRUE;
    }

    static JsonObject object(Json value) {
        return value instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    static List<String> texts(Json entry, String name) {
        if (object(entry).get(name).orElse(JsonNull.NULL) instanceof JsonArray(var items)) {
            return items.stream().map(item -> ((JsonString) item).value()).toList();
        }
        return List.of();
    }
}
