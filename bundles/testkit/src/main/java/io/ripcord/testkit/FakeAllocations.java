package io.ripcord.testkit;

import io.ripcord.api.domain.Allocations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps in memory what was chosen, as the engine does on disk, and gives nothing of a kind to two. */
public final class FakeAllocations implements Allocations {
    private final Map<String, String> values = new LinkedHashMap<>();

    @Override
    public String claim(String kind, String owner, Stream<String> candidates) {
        return values.computeIfAbsent(
                key(kind, owner),
                _ -> candidates.filter(value -> !given(kind, value)).findFirst().orElseThrow());
    }

    @Override
    public Optional<String> held(String kind, String owner) {
        return Optional.ofNullable(values.get(key(kind, owner)));
    }

    private boolean given(String kind, String value) {
        return values.entrySet().stream()
                .anyMatch(entry -> entry.getKey().startsWith(key(kind, ""))
                        && entry.getValue().equals(value));
    }

    private static String key(String kind, String owner) {
        return kind + " " + owner;
    }
}
