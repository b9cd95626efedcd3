package io.ripcord.engine.plan;

import io.ripcord.api.domain.Allocations;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.DesiredDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Allocations in memory, keyed by kind and owner; the journal keeps them. Not thread-safe. */
public final class Allocator implements Allocations {
    private final Map<String, String> values;

    /** @param kept as {@link #values()} gave them */
    public Allocator(Map<String, String> kept) {
        this.values = new LinkedHashMap<>(kept);
    }

    /** All values of a kind are taken. */
    static final class NoneLeft extends IllegalStateException {
        private static final long serialVersionUID = 1;

        NoneLeft(String message) {
            super(message);
        }
    }

    @Override
    public String claim(String kind, String owner, Stream<String> candidates) {
        var held = held(kind, owner);
        if (held.isPresent()) {
            return held.get();
        }
        var taken = values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(kind + " "))
                .map(Map.Entry::getValue)
                .collect(java.util.stream.Collectors.toSet());
        var free = candidates
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseThrow(() -> new NoneLeft("no " + kind + " is left for " + owner));
        values.put(kind + " " + owner, free);
        return free;
    }

    @Override
    public Optional<String> held(String kind, String owner) {
        return Optional.ofNullable(values.get(kind + " " + owner));
    }

    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** Frees what belongs to entries that none of the documents has. */
    public void free(List<DesiredDocument> documents) {
        values.keySet().removeIf(key -> {
            var owner = List.of(key.substring(key.indexOf(' ') + 1).split("/", -1));
            return documents.stream().noneMatch(document -> has(document, owner));
        });
    }

    /** Whether the names lead from the domain to something. */
    private static boolean has(DesiredDocument document, List<String> owner) {
        Json there = document.section(owner.getFirst());
        for (var name : owner.subList(1, owner.size())) {
            if (!(there instanceof JsonObject object) || object.get(name).isEmpty()) {
                return false;
            }
            there = object.get(name).get();
        }
        return !there.equals(JsonObject.EMPTY) || owner.size() > 1;
    }
}
