package io.ripcord.engine.plan;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.json.JsonNull;
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

    /** Frees what belongs to units that none of the documents has. */
    public void free(List<DesiredDocument> documents) {
        values.keySet().removeIf(key -> {
            var owner = owner(key.substring(key.indexOf(' ') + 1));
            return documents.stream().allMatch(document -> Entries.of(document, owner) == JsonNull.NULL);
        });
    }

    private static UnitId owner(String text) {
        var parts = text.split("/", 3);
        return new UnitId(parts[0], parts.length > 1 ? parts[1] : "");
    }
}
